using Microsoft.AspNetCore.Routing.Patterns;
using Scalar.AspNetCore;

namespace OrleansNews.Site;

/// <summary>The API's description for programs at <c>/openapi/v1.json</c>, and for people at <c>/api/</c>.</summary>
internal static class ApiReference
{
    // The reference page brings its styles and one small script inside itself; nothing on it comes from elsewhere.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Path = "/api/";

    public static IServiceCollection AddApiReference(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = static operation => operation.RelativePath is { } path && (path == "comments" || path.StartsWith("api/", StringComparison.Ordinal));
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "OrleansNews";
            document.Info.Description = "Stories and the conversations under them. Errors are problem details (RFC 9457), with `errors` by field.";
            document.Servers?.Clear(); // It would repeat the Host header, which anybody can choose.
            return Task.CompletedTask;
        });
    });

    public static WebApplication MapApiReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var reference = app.MapScalarApiReference(Path, options => options
            .WithTitle("OrleansNews API")
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .DisableDefaultFonts());
        reference.AddEndpointFilter(static (context, next) =>
        {
            if (context.HttpContext.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: Path })
                context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        });
        reference.Finally(Narrow);
        return app;
    }

    // It would take every name of one segment: routing would answer 405 there where nothing is.
    private static void Narrow(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder route && route.RoutePattern.GetParameter("documentName") is not null)
            route.RoutePattern = RoutePatternFactory.Parse(Path);
    }
}
