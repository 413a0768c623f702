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

    // Mapped when the first operator asks: mapping packs all its scripts anew, which a third of a second of every start would be spent on.
    public static void MapDashboard(this WebApplication app)
    {
        var dashboard = new Lazy<RequestDelegate>(() => Compose(app.Services));
        app.Map(Path + "/{**page}", context => dashboard.Value(context)).RequireAuthorization(Policy);
    }

    private static string Policy => PermissionPolicies.Of(Permission.Operate);

    private static RequestDelegate Compose(IServiceProvider services)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.Use((context, next) =>
        {
            context.SetEndpoint(null);
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            return next(context);
        });
        pipeline.UseRouting();
        pipeline.UseAuthorization();
        pipeline.UseEndpoints(pages =>
        {
            IEndpointConventionBuilder dashboard = pages.MapOrleansDashboard(Path);
            dashboard.RequireAuthorization(Policy);
            dashboard.Finally(Block);
        });
        return pipeline.Build();
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
