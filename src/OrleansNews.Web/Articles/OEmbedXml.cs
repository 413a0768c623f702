using System.Globalization;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Articles;

/// <summary>The answer as XML: the members of the JSON form as elements, as oembed.com has it.</summary>
internal static class OEmbedXml
{
    public static byte[] Write(OEmbed embed) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("oembed");
        Element("version", embed.Version);
        Element("type", embed.Type);
        Element("provider_name", embed.ProviderName);
        Element("provider_url", embed.ProviderUrl);
        Element("author_name", embed.AuthorName);
        Element("author_url", embed.AuthorUrl);
        Element("title", embed.Title);
        Element("html", embed.Html);
        Element("width", embed.Width.ToString(CultureInfo.InvariantCulture));
        Element("height", embed.Height.ToString(CultureInfo.InvariantCulture));
        Element("thumbnail_url", embed.ThumbnailUrl);
        Element("thumbnail_width", embed.ThumbnailWidth?.ToString(CultureInfo.InvariantCulture));
        Element("thumbnail_height", embed.ThumbnailHeight?.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();

        void Element(string name, string? text)
        {
            if (text is not null) xml.Text(name, text);
        }
    });
}
