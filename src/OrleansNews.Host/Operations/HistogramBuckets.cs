using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace OrleansNews.Operations;

/// <summary>
/// Into which buckets the histograms of this project fall. The ones that OpenTelemetry gives to meters that it does not know begin at 5: every duration in seconds is in the first of them, and every quantile of it 2.5.
/// </summary>
internal static class HistogramBuckets
{
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Numbers = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    /// <summary>The buckets of an instrument; null for what is no histogram of ours, and stays as it is.</summary>
    public static MetricStreamConfiguration? Of(Instrument instrument)
    {
        var type = instrument.GetType();
        var isOurs = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Histogram<>) && instrument.Meter.Name.StartsWith("OrleansNews", StringComparison.Ordinal);
        return isOurs ? new ExplicitBucketHistogramConfiguration { Boundaries = instrument.Unit == "s" ? Seconds : Numbers } : null;
    }
}
