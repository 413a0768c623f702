using System.Xml.Linq;
using static OrleansNews.Site.Feeds.FeedRules;

namespace OrleansNews.Site.Feeds;

/// <summary>
/// The rules of RSS 2.0 (rssboard.org/rss-specification), of the RSS Best Practices Profile for its modules, and of WordPress's feeds. Each line of the answer is
/// something a validator would report.
/// </summary>
internal static class RssRules
{
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Slash = "http://purl.org/rss/1.0/modules/slash/";
    private static readonly XNamespace CommentApi = "http://wellformedweb.org/CommentAPI/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    public static IReadOnlyList<string> Check(string xml) => [.. Check(XDocument.Parse(xml).Root!)];

    private static IEnumerable<string> Check(XElement rss) =>
    [
        .. Unless(rss.Name == "rss" && rss.Attribute("version")?.Value == "2.0", "the root is not rss of version 2.0"),
        .. Count(rss, 1, 1, "channel"),
        .. rss.Elements("channel").SelectMany(CheckChannel),
    ];

    private static IEnumerable<string> CheckChannel(XElement channel) =>
    [
        .. Known(
            channel, XNamespace.None, "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate", "category",
            "generator", "docs", "cloud", "ttl", "image", "textInput", "skipHours", "skipDays", "item"),
        .. Count(channel, 1, 1, "title", "link", "description"),
        .. Count(channel, 0, 1, "language", "pubDate", "lastBuildDate", "generator", "ttl", "image"),
        .. Address(channel.Element("link")),
        .. channel.Elements("language").SelectMany(language => Unless(IsLanguage(language.Value), $"language is {language.Value}")),
        .. channel.Elements("lastBuildDate").SelectMany(Date),
        .. CheckSelf(channel),
        .. channel.Elements("item").SelectMany(CheckItem),
        .. Unless(channel.Elements("item").Elements("guid").Select(guid => guid.Value).Distinct().Count() == channel.Elements("item").Elements("guid").Count(), "two items have the same guid"),
    ];

    // The profile's recommendation, which the W3C validator reports when it is missing.
    private static IEnumerable<string> CheckSelf(XElement channel)
    {
        var self = channel.Elements(Atom + "link").Where(link => link.Attribute("rel")?.Value == "self").ToList();
        return Unless(
            self is [var only] && IsAddress(only.Attribute("href")?.Value) && only.Attribute("type")?.Value == "application/rss+xml",
            "there is not one atom:link to the feed itself");
    }

    private static IEnumerable<string> CheckItem(XElement item) =>
    [
        .. Known(item, XNamespace.None, "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"),
        .. Count(item, 0, 1, "title", "link", "description", "comments", "guid", "pubDate", Content + "encoded", Slash + "comments", CommentApi + "commentRss"),
        .. Unless(item.Element("title") is not null || item.Element("description") is not null, "an item has neither title nor description"),
        .. Address(item.Element("link")),
        .. Address(item.Element("comments")),
        .. Address(item.Element(CommentApi + "commentRss")),
        .. item.Elements("pubDate").SelectMany(Date),
        .. item.Elements("guid").SelectMany(CheckGuid),
        .. item.Elements(Slash + "comments").SelectMany(count => Unless(uint.TryParse(count.Value, out _), "slash:comments is no number")),
        .. item.Elements(DublinCore + "creator").SelectMany(name => Unless(name.Value.Length > 0, "dc:creator is empty")),
        .. item.Elements(Content + "encoded").SelectMany(html => RelativeAddresses(html.Value)),
        .. item.Elements().SelectMany(child => Unless(!child.HasElements, $"{child.Name.LocalName} has elements instead of text")),
    ];

    private static IEnumerable<string> CheckGuid(XElement guid) =>
        guid.Attribute("isPermaLink")?.Value is null or "true" ? Address(guid) : Unless(guid.Attribute("isPermaLink")!.Value == "false" && guid.Value.Length > 0, "the guid is empty");

    private static IEnumerable<string> Date(XElement date) => Unless(IsRfc822Date(date.Value), $"{date.Name.LocalName} is no date of RFC 822: {date.Value}");
}
