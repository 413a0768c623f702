using System.Globalization;
using System.Xml;

namespace OrleansNews.Site.Feeds;

/// <summary>Writes RSS 2.0 (rssboard.org/rss-specification) with the modules and the order of elements that WordPress uses.</summary>
internal static class RssWriter
{
    public static byte[] Write(Feed feed) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "content", null, FeedXml.Content);
        xml.WriteAttributeString("xmlns", "wfw", null, FeedXml.CommentApi);
        xml.WriteAttributeString("xmlns", "dc", null, FeedXml.DublinCore);
        xml.WriteAttributeString("xmlns", "atom", null, FeedXml.Atom);
        xml.WriteAttributeString("xmlns", "sy", null, FeedXml.Syndication);
        xml.WriteAttributeString("xmlns", "slash", null, FeedXml.Slash);
        xml.WriteStartElement("channel");
        WriteChannel(xml, feed);
        foreach (var item in feed.Items) WriteItem(xml, item);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void WriteChannel(XmlWriter xml, Feed feed)
    {
        xml.Text("title", feed.Title);
        xml.WriteStartElement("atom", "link", FeedXml.Atom);
        xml.Attribute("href", feed.Self);
        xml.Attribute("rel", "self");
        xml.Attribute("type", "application/rss+xml");
        xml.WriteEndElement();
        xml.Text("link", feed.Link);
        xml.Text("description", feed.Subtitle.Length > 0 ? feed.Subtitle : feed.Title);
        xml.Text("lastBuildDate", Date(feed.UpdatedAt));
        xml.Text("language", feed.Language);
        xml.Text("sy", "updatePeriod", FeedXml.Syndication, "hourly");
        xml.Text("sy", "updateFrequency", FeedXml.Syndication, "1");
        xml.Text("generator", FeedXml.Generator);
    }

    private static void WriteItem(XmlWriter xml, FeedItem item)
    {
        xml.WriteStartElement("item");
        xml.Text("title", item.Title);
        xml.Text("link", item.Link);
        if (item.Conversation is { } conversation) xml.Text("comments", conversation.Link);
        foreach (var author in item.Authors) xml.CData("dc", "creator", FeedXml.DublinCore, author);
        xml.Text("pubDate", Date(item.PublishedAt));
        foreach (var category in item.Categories) xml.CData("", "category", "", category);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(item.Id);
        xml.WriteEndElement();
        xml.CData("", "description", "", item.Summary);
        xml.CData("content", "encoded", FeedXml.Content, item.Html);
        if (item.Conversation is { } thread)
        {
            xml.Text("wfw", "commentRss", FeedXml.CommentApi, thread.Feed);
            if (thread.Count is { } count) xml.Text("slash", "comments", FeedXml.Slash, count.ToString(CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }

    // RFC 822 as amended by RFC 1123: four digits of the year, and a zone that every reader knows.
    private static string Date(DateTimeOffset moment) => moment.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
