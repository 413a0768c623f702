using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;
using OrleansNews.Settings;

namespace OrleansNews.Operations;

/// <summary>Sends traces, metrics and logs to a collector, where one is set.</summary>
internal static class TelemetryHosting
{
    /// <summary>The source of requests of ASP.NET Core.</summary>
    public const string Requests = "Microsoft.AspNetCore";

    // Traces say which request they are about only where ASP.NET Core 10 is asked before it starts. Nobody asks where nothing is traced.
    private const string LeavesOutRequests = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";
    private const string ServiceName = "orleans-news";

    public static void AddTelemetry(this IHostApplicationBuilder builder, NodeSettings node)
    {
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        var options = TelemetryOptions.Read(builder.Configuration);
        // An address that is wrong stops the start in the validator, which says what to do.
        if (!TelemetryOptionsValidator.IsAddress(options.OtlpEndpoint)) return;
        AppContext.SetSwitch(LeavesOutRequests, false);
        builder.Services.AddSingleton<DistributedContextPropagator, OwnTraces>();
        builder.Logging.AddOpenTelemetry(logging => logging.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, node))
            .WithTracing(traces => traces
                // By their names, as the meters are. Orleans takes every grain whose namespace begins with its own name for one of its runtime.
                .AddSource(Requests, "OrleansNews.Storage", ActivitySources.ApplicationGrainActivitySourceName, ActivitySources.RuntimeActivitySourceName, ActivitySources.LifecycleActivitySourceName)
                .SetSampler(new ParentBasedSampler(new RequestSampler(options.TraceRatio)))
                .AddProcessor(new NothingPersonal()))
            .UseOtlpExporter(options.Protocol == TelemetryProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, new Uri(options.OtlpEndpoint));
    }

    private static void Describe(ResourceBuilder resource, NodeSettings node) => resource
        .AddService(ServiceName, serviceVersion: typeof(TelemetryHosting).Assembly.GetName().Version?.ToString(3))
        .AddAttributes([new("orleansnews.role", node.Role.ToString().ToLowerInvariant()), new("host.name", Environment.MachineName)]);
}
