using System.Text;
using System.Xml;

namespace OrleansNews.Site.Feeds;

/// <summary>
/// What both formats are written with. System.ServiceModel.Syndication is not used: it writes RSS dates with <c>Z</c>, which is no zone of RFC 822 as RSS readers
/// know it, and mixes Atom elements of its own choice into RSS.
/// </summary>
internal static class FeedXml
{
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Threading = "http://purl.org/syndication/thread/1.0";
    public const string CommentApi = "http://wellformedweb.org/CommentAPI/";
    public const string Slash = "http://purl.org/rss/1.0/modules/slash/";
    public const string Syndication = "http://purl.org/rss/1.0/modules/syndication/";

    /// <summary>What made the feed.</summary>
    public const string Generator = "OrleansNews";

    public static byte[] Write(Action<XmlWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = false })) content(xml);
        return bytes.ToArray();
    }

    public static void Text(this XmlWriter xml, string name, string text) => xml.WriteElementString(name, Clean(text));

    public static void Text(this XmlWriter xml, string prefix, string name, string ns, string text) => xml.WriteElementString(prefix, name, ns, Clean(text));

    /// <summary>Text in CDATA, as WordPress writes what may hold markup.</summary>
    public static void CData(this XmlWriter xml, string prefix, string name, string ns, string text)
    {
        xml.WriteStartElement(prefix, name, ns);
        xml.WriteCData(Clean(text));
        xml.WriteEndElement();
    }

    public static void Attribute(this XmlWriter xml, string name, string text) => xml.WriteAttributeString(name, Clean(text));

    /// <summary>The text without what XML 1.0 cannot carry at all: control characters, lone surrogates.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text[i]).Append(text[++i]);
        }

        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (!XmlConvert.IsXmlChar(c)) return false;
        }

        return true;
    }
}
