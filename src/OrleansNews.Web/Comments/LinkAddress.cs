using System.Globalization;

namespace OrleansNews.Comments;

/// <summary>Addresses that links in comments lead to.</summary>
internal static class LinkAddress
{
    private static readonly string[] Schemes = ["http", "https", "mailto"];

    /// <summary>Whether an address may stand in a comment: http, https, mailto, or relative. The same check as a browser makes: it ignores control characters and leading spaces.</summary>
    public static bool IsAllowed(string address)
    {
        if (address.Length == 0 || address.Any(char.IsControl) || char.IsWhiteSpace(address[0])) return false;
        var end = address.AsSpan().IndexOfAny(":/?#");
        return end < 0 || address[end] != ':' || Schemes.Contains(address[..end], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The first bare http or https address at or behind <paramref name="from"/>; null when there is none.</summary>
    public static (int Start, int Length)? FindBare(string text, int from)
    {
        for (var start = from; (start = text.IndexOf("http", start, StringComparison.OrdinalIgnoreCase)) >= 0; start += 4)
        {
            if (start > 0 && char.IsLetterOrDigit(text[start - 1])) continue;
            var head = text.AsSpan(start);
            var scheme = head.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
                : head.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
            if (scheme == 0) continue;
            var length = scheme;
            while (length < head.Length && MayContinue(head[length])) length++;
            length = TrimEnd(head[..length]);
            if (length > scheme && Uri.TryCreate(head[..length].ToString(), UriKind.Absolute, out var uri) && uri.Host.Length > 0) return (start, length);
        }

        return null;
    }

    // Format characters (a right-to-left override, say) would let an address look like another one.
    private static bool MayContinue(char c) =>
        !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>' or '"' or '\\' or '^' or '`' or '{' or '}' or '|' or '“' or '”' or '«' or '»') &&
        char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>Leaves out what ends a sentence rather than an address, and a closing bracket that was opened before it.</summary>
    private static int TrimEnd(ReadOnlySpan<char> address)
    {
        var open = address.Count('(');
        var closed = address.Count(')');
        var length = address.Length;
        while (length > 0)
        {
            var last = address[length - 1];
            if (last == ')' && closed > open) closed--;
            else if (last is not ('.' or ',' or ';' or ':' or '!' or '?' or '\'' or '’' or ']' or '*' or '_')) break;
            length--;
        }

        return length;
    }
}
