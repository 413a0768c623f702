using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrleansNews.Site.Feeds;

/// <summary>What both formats ask of texts and addresses.</summary>
internal static partial class FeedRules
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";

    /// <summary>One line for each name that is there too often or too seldom.</summary>
    public static IEnumerable<string> Count(XElement parent, int least, int most, params IEnumerable<XName> names) =>
        from name in names
        let count = parent.Elements(name).Count()
        where count < least || count > most
        select $"{parent.Name.LocalName} has {count} of {name.LocalName}, not {least} to {most}";

    public static IEnumerable<string> Known(XElement parent, XNamespace ns, params string[] names) =>
        from child in parent.Elements()
        where child.Name.Namespace == ns && !names.Contains(child.Name.LocalName, StringComparer.Ordinal)
        select $"{parent.Name.LocalName} has the unknown element {child.Name.LocalName}";

    public static IEnumerable<string> Unless(bool holds, string problem) => holds ? [] : [problem];

    public static IEnumerable<string> Address(XElement? element) =>
        element is null ? [] : Unless(IsAddress(element.Value), $"{element.Name.LocalName} is no complete address: {element.Value}");

    public static bool IsAddress(string? text) =>
        text == text?.Trim() && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && Uri.IsWellFormedUriString(text, UriKind.Absolute);

    public static bool IsLanguage(string text) => LanguageTag().IsMatch(text);

    /// <summary>RFC 822 section 5, with the four-digit year of RFC 1123 and the right day of the week.</summary>
    public static bool IsRfc822Date(string text) =>
        Rfc822().IsMatch(text) && DateTimeOffset.TryParseExact(
            text.Replace("GMT", "+00:00", StringComparison.Ordinal).Replace("+0000", "+00:00", StringComparison.Ordinal),
            "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>RFC 4287 section 3.3: RFC 3339 with upper-case T and Z.</summary>
    public static bool IsRfc3339Date(string text) => Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    /// <summary>Addresses in HTML that a reader elsewhere could not follow.</summary>
    public static IEnumerable<string> RelativeAddresses(string html) =>
        from Match match in HtmlAddress().Matches(html)
        where !Uri.TryCreate(match.Groups[1].Value, UriKind.Absolute, out var uri) || uri.IsFile
        select $"the HTML has the relative address {match.Groups[1].Value}";

    [GeneratedRegex("^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} (GMT|[+-]\d{4})$")]
    private static partial Regex Rfc822();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex Rfc3339();

    [GeneratedRegex("<[a-z][^>]* (?:href|src|cite)=\"([^\"]*)\"")]
    private static partial Regex HtmlAddress();
}
