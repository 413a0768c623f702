using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;

namespace OrleansNews.Markdown;

/// <summary>Pictures of a story that no reader sees: the content policy of pages forbids unprotected addresses.</summary>
internal static partial class PlainHttpPictures
{
    /// <summary>Their addresses in the HTML of a published story, which the sanitiser wrote: attributes in double quotes.</summary>
    public static ImmutableArray<string> Find(string html) =>
        [.. Address().Matches(html).Select(found => WebUtility.HtmlDecode(found.Groups[1].Value)).Distinct(StringComparer.Ordinal)];

    /// <summary>The line of a file that names an address, from 1; 1 when it is written in another way there.</summary>
    public static int LineOf(string address, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return Math.Max(Array.FindIndex(lines, line => line.Contains(address, StringComparison.OrdinalIgnoreCase)), 0) + 1;
    }

    [GeneratedRegex(@"<img\b[^>]*?\ssrc=""(http://[^""]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
