namespace OrleansNews.Operations;

/// <summary>Traces, metrics and logs for a collector of OpenTelemetry. Section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The collector, as <c>http://host:port</c>. Empty, the default, sends nothing and traces nothing. Headers are taken from <c>OTEL_EXPORTER_OTLP_HEADERS</c>.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>The form of the protocol. Default: <see cref="TelemetryProtocol.Grpc"/>.</summary>
    public TelemetryProtocol Protocol { get; set; } = TelemetryProtocol.Grpc;

    /// <summary>Which part of all requests is traced, 0 to 1; the front end decides, and silos follow it. Default: 0.05.</summary>
    public double TraceRatio { get; set; } = 0.05;

    /// <summary>Whether anything is sent.</summary>
    internal bool IsOn => OtlpEndpoint.Length > 0;

    /// <summary>The settings as they stand, not validated yet.</summary>
    public static TelemetryOptions Read(IConfiguration configuration) => configuration.GetSection(Section).Get<TelemetryOptions>() ?? new();
}
