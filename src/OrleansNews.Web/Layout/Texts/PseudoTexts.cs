using System.Text;

namespace OrleansNews.Layout;

/// <summary>Writes texts with letters that English does not have, legible all the same.</summary>
internal static class PseudoTexts
{
    private const string Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Marked = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";

    /// <summary>The text with marked letters; what stands in braces is a place to fill and stays.</summary>
    public static string Of(string text)
    {
        var marked = new StringBuilder(text.Length);
        var isPlace = false;
        foreach (var letter in text)
        {
            isPlace = letter == '{' || (isPlace && letter != '}');
            var at = isPlace ? -1 : Plain.IndexOf(letter, StringComparison.Ordinal);
            marked.Append(at < 0 ? letter : Marked[at]);
        }

        return marked.ToString();
    }
}
