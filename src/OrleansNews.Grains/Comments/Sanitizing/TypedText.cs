using System.Buffers;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>Text as it comes from a form or a message, made fit to be stored and shown.</summary>
internal static class TypedText
{
    private static readonly SearchValues<char> Unfit = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c).Where(c => c is not ('\n' or '\t')), .. Surrogates()]);

    /// <summary>
    /// Line ends become <c>\n</c>, control characters but tabs and line ends vanish, a half of a surrogate pair becomes U+FFFD, spaces at both ends go.
    /// </summary>
    public static string Normalize(string text) => ReplaceUnfit(text).Trim();

    /// <summary>The same, with the spaces at both ends.</summary>
    public static string ReplaceUnfit(string text) => text.AsSpan().ContainsAny(Unfit) ? Rewrite(text) : text;

    /// <summary>The same for a field of one line: line ends and tabs are spaces.</summary>
    public static string NormalizeLine(string text) => Normalize(text).Replace('\n', ' ').Replace('\t', ' ');

    private static string Rewrite(string text)
    {
        var clean = new StringBuilder(text.Length);
        var previous = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\r') clean.Append('\n');
            else if (rune.Value == '\n' && previous.Value == '\r') { }
            else if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune)) clean.Append(rune);
            previous = rune;
        }

        return clean.ToString();
    }

    private static IEnumerable<char> Surrogates() => Enumerable.Range(0xD800, 0x800).Select(c => (char)c);
}
