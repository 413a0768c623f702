using System.Net;
using System.Text;

namespace OrleansNews.Search;

/// <summary>The words of sanitised HTML, without its tags.</summary>
internal static class PlainText
{
    private static readonly HashSet<string> _inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    };

    // No text may have it, and normalising refuses it.
    private const int NoCharacter = 0xFFFE;

    /// <summary>The text in normal form C, with single spaces.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) open = html.Length;
            text.Append(html, at, open - at);
            if (open == html.Length) break;
            var end = EndOfTag(html, open);
            if (!_inline.Contains(NameOf(html.AsSpan(open, end - open)))) text.Append(' ');
            at = end;
        }

        return Tidy(WebUtility.HtmlDecode(text.ToString()));
    }

    /// <summary>Text that was never HTML, in normal form C, with single spaces. Half a character, which nothing can be done with, becomes a question mark.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune.Value != NoCharacter) tidy.Append(rune.ToString());
            else if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
        }

        return tidy.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    // A sanitiser quotes attributes, and a bracket in quotes ends no tag.
    private static int EndOfTag(string html, int open)
    {
        var isQuoted = false;
        for (var i = open + 1; i < html.Length; i++)
        {
            if (html[i] == '"') isQuoted = !isQuoted;
            else if (html[i] == '>' && !isQuoted) return i + 1;
        }

        return html.Length;
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart("</");
        var end = name.IndexOfAnyExcept(System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
        return (end < 0 ? name : name[..end]).ToString();
    }
}
