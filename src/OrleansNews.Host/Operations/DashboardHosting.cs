using Orleans.Dashboard;
using OrleansNews.Accounts;

namespace OrleansNews.Operations;

/// <summary>The Orleans Dashboard, for operators alone. It brings no authorisation of its own.</summary>
internal static class DashboardHosting
{
    public const string Path = "/dashboard";

    // Calls the parameterless methods of any grain that is named in the query: not for operators either.
    private const string GrainState = "GrainState";

    // It styles itself in place; the site's own policy would leave it bare.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void MapDashboard(this WebApplication app)
    {
        var dashboard = app.MapOrleansDashboard(Path);
        dashboard.RequireAuthorization(PermissionPolicies.Of(Permission.Operate));
        dashboard.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            return next(context);
        });
        ((IEndpointConventionBuilder)dashboard).Finally(Block);
    }

    private static void Block(EndpointBuilder endpoint)
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } pattern } || !pattern.Contains(GrainState, StringComparison.OrdinalIgnoreCase)) return;
        endpoint.RequestDelegate = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }
}
