using OrleansNews.Layout;
namespace OrleansNews.Site;

/// <summary>Serves the design's embedded files.</summary>
internal static class AssetEndpoints
{
    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{version}/{name}", PageRoutes.Methods, Get);
        routes.MapMethods("/favicon.ico", PageRoutes.Methods, (HttpContext context) => Get(SiteAssets.Version, "favicon.svg", context));
        return routes;
    }

    private static Results<FileContentHttpResult, NotFound> Get(string version, string name, HttpContext context)
    {
        if (SiteAssets.Find(name) is not { } asset) return TypedResults.NotFound();

        // During a rolling upgrade a page of another build may ask here: it gets what this build has, and nobody keeps that.
        var headers = context.Response.Headers;
        headers.CacheControl = version == SiteAssets.Version ? "public, max-age=31536000, immutable" : "no-store";
        headers.Vary = "Accept-Encoding";
        if (!AcceptsBrotli(context.Request)) return TypedResults.Bytes(asset.Content, asset.ContentType);
        headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Brotli, asset.ContentType);
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is not 0);
}
