using System.Globalization;
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
        // WordPress's own index and its parts by kind, and what its most used plug-in calls it.
        routes.MapMethods("/wp-sitemap-{part}.xml", PageRoutes.Methods, () => TypedResults.LocalRedirect("/sitemap.xml", permanent: true));
        routes.MapMethods("/wp-sitemap.xml", PageRoutes.Methods, () => TypedResults.LocalRedirect("/sitemap.xml", permanent: true));
        routes.MapMethods("/sitemap_index.xml", PageRoutes.Methods, () => TypedResults.LocalRedirect("/sitemap.xml", permanent: true));
        routes.MapMethods("/robots.txt", PageRoutes.Methods, GetRobots);
        return routes;
    }

    private static SharedDocumentResult GetIndex(Sitemaps sitemaps) => new("/sitemap.xml", sitemaps.Index);

    private static SharedDocumentResult GetPart(int part, Sitemaps sitemaps) => new(string.Create(CultureInfo.InvariantCulture, $"/sitemap-{part}.xml"), asked => sitemaps.Part(part, asked));

    private static SharedDocumentResult GetNews(Sitemaps sitemaps) => new("/news-sitemap.xml", sitemaps.News);

    private static SharedDocumentResult GetRobots(Robots robots) => new("/robots.txt", robots.At);
}
