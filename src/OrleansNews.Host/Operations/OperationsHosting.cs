using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace OrleansNews.Operations;

/// <summary>Health, metrics and a bounded stop.</summary>
internal static class OperationsHosting
{
    // What a stop may take: readers' connections, the silo's hand-over, the store's last commit.
    internal static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(9);

    public static void AddOperations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OperationsOptions>().BindConfiguration(OperationsOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OperationsOptions>, OperationsOptionsValidator>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<OperationsServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OperationsServer>());
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<OperationsOptions>>((host, operations) => host.ShutdownTimeout = StopWithin + operations.Value.DrainFor.GetValueOrDefault());
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            // The meters by their names: OpenTelemetry's package for ASP.NET Core would add a step to every request, which lasts as long as a feed is open, and
            // measure every component of every page.
            .AddMeter(
                "OrleansNews*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing",
                "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Authorization")
            .AddRuntimeInstrumentation()
            .AddView(HistogramBuckets.Of)
            .AddPrometheusExporter());
    }
}
