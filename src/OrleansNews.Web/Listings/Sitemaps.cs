using System.Globalization;
using System.Text;
using System.Xml;
using OrleansNews.Layout;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>
/// Makes sitemaps. Parts are cut from the oldest story on: a new story changes the last one alone. They are kept with the pages, and made when the listing has changed and somebody asks.
/// </summary>
internal sealed class Sitemaps(IClusterClient cluster, ListingExtents extents, SiteFrames frames, IOptions<ReadOptions> options)
{
    /// <summary>Stories in a part; the protocol allows 50,000 addresses.</summary>
    public const int StoriesInPart = 10_000;

    /// <summary>Google's bounds on a news sitemap.</summary>
    private const int NewsStories = 1_000;
    private static readonly TimeSpan NewsAge = TimeSpan.FromHours(48);

    private const int Step = 100;
    private const string Xml = "application/xml; charset=utf-8";
    private const string Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string NewsProtocol = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>The list of the parts. There is always one, for the front page is in it.</summary>
    public IPageSource Index(string asked) => Of(asked, async (origin, _) =>
    {
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
    });

    /// <summary>A part. It is named by what is in it, so that a new story changes the last one alone.</summary>
    public IPageSource Part(int part, string asked)
    {
        var source = Of(asked, async (origin, stories) => part > PartsOf(stories) ? null : await WritePartAsync(part, origin));
        // Invented numbers are answered by what is known of the last one.
        return new DocumentSource(async (_, known) => part > PartsOf(await extents.CountAsync()) ? new PageMissing(StatusCodes.Status404NotFound) : await source.ReadAsync(known)) { ShowsTexts = false };
    }

    /// <summary>The stories of the last two days.</summary>
    public IPageSource News(string asked) => new DocumentSource(async (_, known) =>
    {
        var frame = await frames.GetAsync();
        return DocumentSource.Edition(known, new(PageVersion.ThisBuild, 0, 0, 0), await NewsAsync(frame, PublicAddress.Of(frame.Settings, asked)), Xml);
    });

    // While neither the settings nor the listing have changed, nothing is read.
    private DocumentSource Of(string asked, Func<string, int, Task<byte[]?>> writeAsync) => new(async (_, known) =>
    {
        var settings = await frames.GetSettingsAsync();
        var listing = await ReadAsync(new(1, 1));
        var version = new PageVersion(PageVersion.ThisBuild, settings.Version, 0, listing.Version);
        if (known is not null && (known.Version == version || listing.Version < known.Version.Content)) return known;
        return await writeAsync(PublicAddress.Of(settings, asked), listing.Total) is { } bytes ? DocumentSource.Edition(known, version, bytes, Xml) : new PageMissing(StatusCodes.Status404NotFound);
    }) { ShowsTexts = false };

    private async Task<byte[]> WritePartAsync(int part, string origin)
    {
        using var document = new MemoryStream();
        using var xml = XmlWriter.Create(document, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("urlset", Protocol);
        if (part == 1) Write(xml, origin + "/", null);
        for (var step = 0; step < StoriesInPart / Step; step++)
        {
            var page = await ReadAsync(new(((part - 1) * (StoriesInPart / Step)) + step + 1, Step, OldestFirst: true));
            foreach (var story in page.Items) Write(xml, origin + Urls.Encode(story.Path), story.UpdatedAt);
            if (page.Items.Length < Step) break;
        }

        xml.WriteEndElement();
        xml.Flush();
        return document.ToArray();
    }

    // With no story it holds the front page, for an empty list breaks the protocol.
    private async Task<byte[]> NewsAsync(SiteFrame frame, string origin)
    {
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
            xml.WriteAttributeString("xmlns", "news", null, NewsProtocol);
            if (stories.Count == 0) Write(xml, origin + "/", null);
            foreach (var story in stories.Take(NewsStories)) WriteNews(xml, story, origin, frame.Settings);
            xml.WriteEndElement();
        });
    }

    private static void WriteNews(XmlWriter xml, ListingEntry story, string origin, SiteSettings settings)
    {
        xml.WriteStartElement("url", Protocol);
        xml.WriteElementString("loc", Protocol, origin + Urls.Encode(story.Path));
        xml.WriteStartElement("news", "news", NewsProtocol);
        xml.WriteStartElement("news", "publication", NewsProtocol);
        xml.WriteElementString("news", "name", NewsProtocol, FeedXml.Clean(settings.Title));
        xml.WriteElementString("news", "language", NewsProtocol, LanguageOf(settings.Language));
        xml.WriteEndElement();
        xml.WriteElementString("news", "publication_date", NewsProtocol, Date(story.PublishedAt));
        xml.WriteElementString("news", "title", NewsProtocol, FeedXml.Clean(story.Title));
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

    /// <summary>How many parts a newspaper of so many stories has.</summary>
    public static int PartsOf(int stories) => Math.Max(1, (stories + StoriesInPart - 1) / StoriesInPart);

    private Task<ListingPage> ReadAsync(ListingQuery query) => cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(query).WaitAsync(options.Value.Deadline);
}
