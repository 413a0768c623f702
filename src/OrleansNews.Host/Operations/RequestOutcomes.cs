using System.Diagnostics;

namespace OrleansNews.Operations;

/// <summary>Adds to the trace of a request how it ended and which route it took: ASP.NET Core 10 adds no more than what it was asked.</summary>
internal static class RequestOutcomes
{
    public const string Route = "http.route";
    public const string Status = "http.response.status_code";

    private const int FirstFault = 500;

    /// <summary>Call it before everything that answers. Requests that are not traced pass by.</summary>
    public static void Use(IApplicationBuilder app)
    {
        if (!TelemetryOptions.Read(app.ApplicationServices.GetRequiredService<IConfiguration>()).IsOn) return;
        app.Use((context, next) =>
        {
            if (Activity.Current is { IsAllDataRequested: true } step) context.Response.OnCompleted(() => CompleteAsync(context, step));
            return next(context);
        });
    }

    private static Task CompleteAsync(HttpContext context, Activity step)
    {
        var status = context.Response.StatusCode;
        step.SetTag(Status, status);
        if (status >= FirstFault) step.SetStatus(ActivityStatusCode.Error);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        if (route is not null) step.SetTag(Route, route);
        step.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        return Task.CompletedTask;
    }
}
