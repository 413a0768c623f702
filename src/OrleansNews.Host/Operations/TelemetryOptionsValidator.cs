using Microsoft.Extensions.Options;

namespace OrleansNews.Operations;

/// <summary>Refuses impossible settings of the section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    /// <summary>Whether an endpoint can be sent to.</summary>
    public static bool IsAddress(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0;

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        if (options.IsOn && !IsAddress(options.OtlpEndpoint))
            return ValidateOptionsResult.Fail($"Telemetry:OtlpEndpoint: '{options.OtlpEndpoint}' is not an address of a collector. Use for example --Telemetry:OtlpEndpoint=http://localhost:4317, or leave it out to send nothing.");
        if (!(options.TraceRatio is >= 0 and <= 1))
            return ValidateOptionsResult.Fail($"Telemetry:TraceRatio: {options.TraceRatio} is not from 0 to 1. Use for example 0.05 to trace one request of twenty.");
        return ValidateOptionsResult.Success;
    }
}
