using System.Text.RegularExpressions;

namespace OrleansNews.Site.Feeds;

/// <summary>
/// Completes the addresses in HTML that leaves the site, where nobody knows what they are relative to. The HTML was written by a serializer: every attribute is in
/// double quotes, and what looks like a tag is one.
/// </summary>
internal static partial class CompleteAddresses
{
    /// <param name="html">Sanitised and serialised HTML.</param>
    /// <param name="origin">Scheme and host.</param>
    /// <param name="page">The complete address of the page that the HTML stands in.</param>
    public static string In(string html, string origin, string page) =>
        Tag().Replace(html, tag => Address().Replace(tag.Value, address => address.Groups["name"].Value + Complete(address.Groups["value"].Value, origin, page) + "\""));

    private static string Complete(string value, string origin, string page) =>
        value.StartsWith("//", StringComparison.Ordinal) ? "https:" + value
        : value.StartsWith('/') ? origin + value
        : value.StartsWith('#') || value.StartsWith('?') ? page + value
        : Scheme().IsMatch(value) ? value
        : page + value;

    [GeneratedRegex("""<[a-zA-Z][a-zA-Z0-9]*(?:\s+[^\s"=<>]+(?:="[^"]*")?)+\s*/?>""", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<name>\s(?:href|src|cite)=")(?<value>[^"]*)""" + "\"", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]*:", RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();
}
