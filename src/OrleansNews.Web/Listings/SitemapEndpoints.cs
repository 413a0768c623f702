using System.Globalization;
using System.Text;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>What search engines read: the sitemaps (sitemaps.org, with Google's news extension) and <c>/robots.txt</c>.</summary>
internal static class SitemapEndpoints
{
    public static IEndpointRouteBuilder MapSitemaps(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sitemap.xml", PageRoutes.Methods, GetIndex);
        routes.MapMethods("/sitemap-{part:int:min(1)}.xml", PageRoutes.Methods, GetPart);
        routes.MapMethods("/news-sitemap.xml", PageRoutes.Methods, GetNews);
        // WordPress's own index, and what its most used plug-in calls it.
        routes.MapMethods("/wp-sitemap.xml", PageRoutes.Methods, () => TypedResults.LocalRedirect("/sitemap.xml", permanent: true));
        routes.MapMethods("/sitemap_index.xml", PageRoutes.Methods, () => TypedResults.LocalRedirect("/sitemap.xml", permanent: true));
        routes.MapMethods("/robots.txt", PageRoutes.Methods, GetRobots);
        return routes;
    }

    private static SharedDocumentResult GetIndex(Sitemaps sitemaps) => new("/sitemap.xml", sitemaps.Index);

    private static SharedDocumentResult GetPart(int part, Sitemaps sitemaps) => new(string.Create(CultureInfo.InvariantCulture, $"/sitemap-{part}.xml"), asked => sitemaps.Part(part, asked));

    private static SharedDocumentResult GetNews(Sitemaps sitemaps) => new("/news-sitemap.xml", sitemaps.News);

    private static SharedDocumentResult GetRobots(SiteFrames frames) => new("/robots.txt", asked => new DocumentSource(async (_, known) =>
    {
        var settings = await frames.GetSettingsAsync();
        return DocumentSource.Edition(known, new(PageVersion.ThisBuild, settings.Version, 0, 0), RobotsOf(settings, PublicAddress.Of(settings, asked)), "text/plain; charset=utf-8");
    }));

    private static byte[] RobotsOf(SiteSettings settings, string origin)
    {
        var text = settings.DiscourageSearchEngines
            ? "User-agent: *\nDisallow: /\n"
            : $"""
              User-agent: *
              Disallow: /newsroom/
              Disallow: /login
              Disallow: /setup
              Disallow: /dashboard/
              Disallow: /*?replytocom=
              Disallow: /*?s=

              Sitemap: {origin}/sitemap.xml
              Sitemap: {origin}/news-sitemap.xml

              """.ReplaceLineEndings("\n");
        return Encoding.UTF8.GetBytes(text);
    }
}
