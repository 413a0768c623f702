using System.Globalization;
using System.Xml;

namespace OrleansNews.Site.Feeds;

/// <summary>Writes Atom (RFC 4287), with replies as RFC 4685 has them.</summary>
internal static class AtomWriter
{
    public static byte[] Write(Feed feed) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("feed", FeedXml.Atom);
        xml.WriteAttributeString("xmlns", "thr", null, FeedXml.Threading);
        xml.WriteAttributeString("xml", "lang", null, feed.Language);
        Construct(xml, "title", "text", feed.Title);
        if (feed.Subtitle.Length > 0) Construct(xml, "subtitle", "text", feed.Subtitle);
        Element(xml, "updated", Date(feed.UpdatedAt));
        Link(xml, "alternate", "text/html", feed.Link);
        Element(xml, "id", feed.Self);
        Link(xml, "self", "application/atom+xml", feed.Self);
        Element(xml, "generator", FeedXml.Generator);
        Person(xml, feed.Publisher);
        foreach (var item in feed.Items) WriteEntry(xml, item);
        xml.WriteEndElement();
    });

    private static void WriteEntry(XmlWriter xml, FeedItem item)
    {
        xml.WriteStartElement("entry", FeedXml.Atom);
        foreach (var author in item.Authors) Person(xml, author);
        Construct(xml, "title", "text", item.Title);
        Link(xml, "alternate", "text/html", item.Link);
        Element(xml, "id", item.Id);
        Element(xml, "updated", Date(item.UpdatedAt));
        Element(xml, "published", Date(item.PublishedAt));
        foreach (var category in item.Categories)
        {
            xml.WriteStartElement("category", FeedXml.Atom);
            xml.Attribute("term", category);
            xml.WriteEndElement();
        }

        Construct(xml, "summary", "text", item.Summary);
        Construct(xml, "content", "html", item.Html);
        if (item.Conversation is { } conversation) WriteConversation(xml, conversation);
        if (item.InReplyTo is { } reply)
        {
            xml.WriteStartElement("thr", "in-reply-to", FeedXml.Threading);
            xml.Attribute("ref", reply.Id);
            xml.Attribute("href", reply.Link);
            xml.Attribute("type", "text/html");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteConversation(XmlWriter xml, FeedConversation conversation)
    {
        Link(xml, "replies", "text/html", conversation.Link, conversation.Count);
        Link(xml, "replies", "application/atom+xml", conversation.Feed, conversation.Count);
        if (conversation.Count is { } total) xml.Text("thr", "total", FeedXml.Threading, total.ToString(CultureInfo.InvariantCulture));
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, FeedXml.Atom, FeedXml.Clean(text));

    private static void Construct(XmlWriter xml, string name, string type, string text)
    {
        xml.WriteStartElement(name, FeedXml.Atom);
        xml.WriteAttributeString("type", type);
        xml.WriteString(FeedXml.Clean(text));
        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", FeedXml.Atom);
        Element(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string rel, string type, string href, int? count = null)
    {
        xml.WriteStartElement("link", FeedXml.Atom);
        xml.Attribute("rel", rel);
        xml.Attribute("type", type);
        xml.Attribute("href", href);
        if (count is { } replies) xml.WriteAttributeString("thr", "count", FeedXml.Threading, replies.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static string Date(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
