using Microsoft.Net.Http.Headers;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>What search engines read: the sitemaps (sitemaps.org, with Google's news extension) and <c>/robots.txt</c>.</summary>
internal static class SitemapEndpoints
{
    private const string Xml = "application/xml; charset=utf-8";

    public static IEndpointRouteBuilder MapSitemaps(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sitemap.xml", PageRoutes.Methods, GetIndexAsync);
        routes.MapMethods("/sitemap-{part:int:min(1)}.xml", PageRoutes.Methods, GetPartAsync);
        routes.MapMethods("/news-sitemap.xml", PageRoutes.Methods, GetNewsAsync);
        // WordPress's own index, and what its most used plug-in calls it.
        routes.MapMethods("/wp-sitemap.xml", PageRoutes.Methods, () => TypedResults.LocalRedirect("/sitemap.xml", permanent: true));
        routes.MapMethods("/sitemap_index.xml", PageRoutes.Methods, () => TypedResults.LocalRedirect("/sitemap.xml", permanent: true));
        routes.MapMethods("/robots.txt", PageRoutes.Methods, GetRobotsAsync);
        return routes;
    }

    private static async Task<IResult> GetIndexAsync(HttpContext context, Sitemaps sitemaps) =>
        new DocumentResult(await sitemaps.IndexAsync(context.Request), Xml);

    private static async Task<IResult> GetPartAsync(int part, HttpContext context, Sitemaps sitemaps)
    {
        if (await sitemaps.FindPartAsync(part) is not { } found) return TypedResults.NotFound();
        // The tag names what the part is made from, so that an unchanged one is not even read.
        if (Conditions.Apply(context, new EntityTagHeaderValue($"\"{found.Version}\""))) return TypedResults.Empty;
        context.Response.ContentType = Xml;
        if (!HttpMethods.IsHead(context.Request.Method)) await sitemaps.WritePartAsync(part, context);
        return TypedResults.Empty;
    }

    private static async Task<IResult> GetNewsAsync(HttpContext context, Sitemaps sitemaps) =>
        new DocumentResult(await sitemaps.NewsAsync(context.Request), Xml);

    private static async Task<IResult> GetRobotsAsync(HttpContext context, SiteFrames frames)
    {
        var settings = await frames.GetSettingsAsync();
        var origin = PublicAddress.Of(settings, context.Request);
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
        return new DocumentResult(System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");
    }
}
