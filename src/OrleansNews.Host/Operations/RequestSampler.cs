using OpenTelemetry.Trace;

namespace OrleansNews.Operations;

/// <summary>Begins traces with requests alone, a part of them. What silos do by themselves, some fifty calls a second, tells nobody anything.</summary>
internal sealed class RequestSampler(double ratio) : Sampler
{
    // HostingApplicationDiagnostics of ASP.NET Core.
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private readonly TraceIdRatioBasedSampler _requests = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Name == Request ? _requests.ShouldSample(samplingParameters) : new(SamplingDecision.Drop);
}
