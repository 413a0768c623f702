using System.Text.RegularExpressions;

namespace OrleansNews.Layout;

/// <summary>Takes a text with places apart.</summary>
internal static partial class SentenceParts
{
    /// <summary>Texts and places, <c>{0}</c> or <c>{1}</c>, in order.</summary>
    public static IEnumerable<string> Of(string text) => Place().Split(text).Where(part => part.Length > 0);

    /// <summary>What stands before and behind the one place of a text.</summary>
    public static (string Before, string Behind) Around(string text)
    {
        var at = text.IndexOf("{0}", StringComparison.Ordinal);
        return (text[..at], text[(at + 3)..]);
    }

    [GeneratedRegex(@"(\{[01]\})")]
    private static partial Regex Place();
}
