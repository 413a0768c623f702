using OrleansNews.Accounts;

namespace OrleansNews.Operations;

/// <summary>The operations page, beside the Orleans Dashboard.</summary>
internal static class OperationsWebExtensions
{
    public static IServiceCollection AddOperationsPage(this IServiceCollection services)
    {
        services.AddSingleton<OperationsReader>();
        services.AddHostedService<FrontEndReporter>();
        return services;
    }

    public static IEndpointRouteBuilder MapOperationsPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(WorkPlaces.Operations, static (HttpContext context, OperationsReader reader) => reader.ShowAsync(context)).RequireAuthorization(PermissionPolicies.Of(Permission.Operate));
        return routes;
    }
}
