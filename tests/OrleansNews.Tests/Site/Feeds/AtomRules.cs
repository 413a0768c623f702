using System.Xml.Linq;
using static OrleansNews.Site.Feeds.FeedRules;

namespace OrleansNews.Site.Feeds;

/// <summary>The rules of RFC 4287 (sections in brackets) and, for replies, RFC 4685. Each line of the answer breaks one.</summary>
internal static class AtomRules
{
    public static IReadOnlyList<string> Check(string xml) => [.. CheckFeed(XDocument.Parse(xml).Root!)];

    // [4.1.1]
    private static IEnumerable<string> CheckFeed(XElement feed) =>
    [
        .. Unless(feed.Name == Atom + "feed", "the root is not atom:feed"),
        .. Known(feed, Atom, "author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title", "updated", "entry"),
        .. Count(feed, 1, 1, Atom + "id", Atom + "title", Atom + "updated"),
        .. Count(feed, 0, 1, Atom + "generator", Atom + "icon", Atom + "logo", Atom + "rights", Atom + "subtitle"),
        .. Unless(feed.Elements(Atom + "author").Any() || feed.Elements(Atom + "entry").All(entry => entry.Elements(Atom + "author").Any()), "neither the feed nor each entry has an author"),
        .. Unless(Links(feed, "self").Count() == 1, "there is not one link to the feed itself"),
        .. CheckCommon(feed),
        .. feed.Elements(Atom + "entry").SelectMany(CheckEntry),
        .. Unless(feed.Elements(Atom + "entry").Select(Id).Distinct().Count() == feed.Elements(Atom + "entry").Count(), "two entries have the same id"),
    ];

    // [4.1.2]
    private static IEnumerable<string> CheckEntry(XElement entry) =>
    [
        .. Known(entry, Atom, "author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title", "updated"),
        .. Count(entry, 1, 1, Atom + "id", Atom + "title", Atom + "updated"),
        .. Count(entry, 0, 1, Atom + "content", Atom + "published", Atom + "rights", Atom + "source", Atom + "summary"),
        .. Unless(entry.Elements(Atom + "content").Any() || Links(entry, "alternate").Any(), "an entry has neither content nor an alternate link"),
        .. CheckCommon(entry),
        .. entry.Elements(Atom + "content").SelectMany(content => RelativeAddresses(content.Value)),
        .. entry.Elements(Threading + "in-reply-to").SelectMany(reply => Unless(reply.Attribute("ref") is not null && IsAddress(reply.Attribute("href")?.Value), "in-reply-to names nothing")),
        .. entry.Elements(Threading + "total").SelectMany(total => Unless(uint.TryParse(total.Value, out _), "thr:total is no number")),
    ];

    private static IEnumerable<string> CheckCommon(XElement parent) =>
    [
        .. parent.Elements(Atom + "id").SelectMany(id => Unless(Uri.TryCreate(id.Value, UriKind.Absolute, out _), $"[4.2.6] id is no IRI: {id.Value}")),
        .. parent.Elements().Where(child => child.Name == Atom + "updated" || child.Name == Atom + "published")
            .SelectMany(date => Unless(IsRfc3339Date(date.Value), $"[3.3] {date.Name.LocalName} is no date: {date.Value}")),
        .. parent.Elements().Where(child => child.Name.Namespace == Atom && child.Name.LocalName is "title" or "subtitle" or "summary" or "rights" or "content").SelectMany(CheckText),
        .. parent.Elements(Atom + "author").SelectMany(person => Count(person, 1, 1, Atom + "name").Concat(Unless(person.Elements(Atom + "name").All(name => name.Value.Length > 0), "[3.2.1] a name is empty"))),
        .. parent.Elements(Atom + "category").SelectMany(category => Unless(category.Attribute("term")?.Value.Length > 0, "[4.2.2] a category has no term")),
        .. parent.Elements(Atom + "link").SelectMany(CheckLink),
        .. Unless(
            Links(parent, "alternate").Select(link => (link.Attribute("type")?.Value, link.Attribute("hreflang")?.Value)).Distinct().Count() == Links(parent, "alternate").Count(),
            "[4.1.1] two alternate links have the same type"),
    ];

    // [3.1.1] text and html have text alone; xhtml is not written here.
    private static IEnumerable<string> CheckText(XElement text) =>
        Unless(text.Attribute("type")?.Value is null or "text" or "html" && !text.HasElements, $"{text.Name.LocalName} has type {text.Attribute("type")?.Value} or elements");

    // [4.2.7]
    private static IEnumerable<string> CheckLink(XElement link) =>
    [
        .. Unless(IsAddress(link.Attribute("href")?.Value), $"a link has no complete address: {link.Attribute("href")?.Value}"),
        .. Unless(link.Attribute("type") is not { } type || type.Value.Split('/').Length == 2, "the type of a link is no media type"),
    ];

    private static IEnumerable<XElement> Links(XElement parent, string rel) => parent.Elements(Atom + "link").Where(link => (link.Attribute("rel")?.Value ?? "alternate") == rel);

    private static string? Id(XElement entry) => entry.Element(Atom + "id")?.Value;
}
