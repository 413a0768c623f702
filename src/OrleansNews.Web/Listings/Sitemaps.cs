using System.Globalization;
using System.Text;
using System.Xml;
using OrleansNews.Layout;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>
/// Makes sitemaps. Parts are cut from the oldest story on: a new story changes the last one alone, and a part is read and sent a hundred stories at a time.
/// </summary>
internal sealed class Sitemaps(IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    /// <summary>Stories in a part; the protocol allows 50,000 addresses.</summary>
    public const int StoriesInPart = 10_000;

    /// <summary>Google's bounds on a news sitemap.</summary>
    private const int NewsStories = 1_000;
    private static readonly TimeSpan NewsAge = TimeSpan.FromHours(48);

    private const int Step = 100;
    private const string Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>The list of the parts. There is always one, for the front page is in it.</summary>
    public async Task<byte[]> IndexAsync(HttpRequest request)
    {
        var origin = PublicAddress.Of(await frames.GetSettingsAsync(), request);
        var parts = PartsOf((await ReadAsync(new(1, 1))).Total);
        return FeedXml.Write(xml =>
        {
            xml.WriteStartElement("sitemapindex", Protocol);
            for (var part = 1; part <= parts; part++)
            {
                xml.WriteStartElement("sitemap", Protocol);
                xml.WriteElementString("loc", Protocol, string.Create(CultureInfo.InvariantCulture, $"{origin}/sitemap-{part}.xml"));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    /// <summary>What names the present content of a part; null when there is no such part.</summary>
    public async Task<SitemapPart?> FindPartAsync(int part)
    {
        var settings = await frames.GetSettingsAsync();
        var listing = await ReadAsync(new(1, 1));
        return part > PartsOf(listing.Total) ? null : new(string.Create(CultureInfo.InvariantCulture, $"{settings.Version}-{listing.Version}-{part}"));
    }

    /// <summary>Writes a part, a hundred stories at a time.</summary>
    public async Task WritePartAsync(int part, HttpContext context)
    {
        var origin = PublicAddress.Of(await frames.GetSettingsAsync(), context.Request);
        using var piece = new MemoryStream();
        using var xml = XmlWriter.Create(piece, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("urlset", Protocol);
        if (part == 1) Write(xml, origin + "/", null);
        for (var step = 0; step < StoriesInPart / Step; step++)
        {
            var page = await ReadAsync(new(((part - 1) * (StoriesInPart / Step)) + step + 1, Step, OldestFirst: true));
            foreach (var story in page.Items) Write(xml, origin + Urls.Encode(story.Path), story.UpdatedAt);
            await SendAsync(xml, piece, context);
            if (page.Items.Length < Step) break;
        }

        xml.WriteEndElement();
        await SendAsync(xml, piece, context);
    }

    private static async Task SendAsync(XmlWriter xml, MemoryStream piece, HttpContext context)
    {
        xml.Flush();
        await context.Response.Body.WriteAsync(piece.GetBuffer().AsMemory(0, (int)piece.Length), context.RequestAborted);
        piece.SetLength(0);
    }

    /// <summary>The stories of the last two days. With none of them it holds the front page, for an empty list breaks the protocol.</summary>
    public async Task<byte[]> NewsAsync(HttpRequest request)
    {
        var frame = await frames.GetAsync();
        var origin = PublicAddress.Of(frame.Settings, request);
        var stories = new List<ListingEntry>();
        for (var page = 1; stories.Count < NewsStories; page++)
        {
            var read = await ReadAsync(new(page, Step, From: frame.Now - NewsAge));
            stories.AddRange(read.Items);
            if (read.Items.Length < Step) break;
        }

        return FeedXml.Write(xml =>
        {
            xml.WriteStartElement("urlset", Protocol);
            xml.WriteAttributeString("xmlns", "news", null, News);
            if (stories.Count == 0) Write(xml, origin + "/", null);
            foreach (var story in stories.Take(NewsStories)) WriteNews(xml, story, origin, frame.Settings);
            xml.WriteEndElement();
        });
    }

    private static void WriteNews(XmlWriter xml, ListingEntry story, string origin, SiteSettings settings)
    {
        xml.WriteStartElement("url", Protocol);
        xml.WriteElementString("loc", Protocol, origin + Urls.Encode(story.Path));
        xml.WriteStartElement("news", "news", News);
        xml.WriteStartElement("news", "publication", News);
        xml.WriteElementString("news", "name", News, FeedXml.Clean(settings.Title));
        xml.WriteElementString("news", "language", News, LanguageOf(settings.Language));
        xml.WriteEndElement();
        xml.WriteElementString("news", "publication_date", News, Date(story.PublishedAt));
        xml.WriteElementString("news", "title", News, FeedXml.Clean(story.Title));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // Two or three letters, but for Chinese, which is written in two ways.
    private static string LanguageOf(string tag) => tag.ToLowerInvariant() switch
    {
        "zh-cn" or "zh-hans" => "zh-cn",
        "zh-tw" or "zh-hant" => "zh-tw",
        var other => other.Split('-')[0] is { Length: 2 or 3 } language ? language : "en",
    };

    private static void Write(XmlWriter xml, string address, DateTimeOffset? changed)
    {
        xml.WriteStartElement("url", Protocol);
        xml.WriteElementString("loc", Protocol, address);
        if (changed is { } at) xml.WriteElementString("lastmod", Protocol, Date(at));
        xml.WriteEndElement();
    }

    private static string Date(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    private static int PartsOf(int stories) => Math.Max(1, (stories + StoriesInPart - 1) / StoriesInPart);

    private Task<ListingPage> ReadAsync(ListingQuery query) => cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(query).WaitAsync(options.Value.Deadline);
}
