using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Site;

namespace OrleansNews.Operations;

/// <summary>What takes milliseconds, and what is counted, falls into buckets that tell it apart: a quantile is no better than they are.</summary>
public sealed class HistogramBucketsTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task Histograms_OfOurs_HaveBucketsForWhatTheyMeasure()
    {
        var ours = Histograms();
        Assert.Contains(ours, histogram => histogram.Name == "orleansnews.storage.write.duration");
        foreach (var histogram in ours) Record(histogram);

        using var operators = new HttpClient { BaseAddress = new(host.Services.GetRequiredService<OperationsServer>().Address) };
        var metrics = await operators.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.All(ours, histogram =>
        {
            var bounds = BoundsOf(histogram, metrics);
            Assert.NotEmpty(bounds);
            if (histogram.Unit == "s")
            {
                Assert.Contains(bounds, bound => bound is > 0 and <= 0.005);
                Assert.Contains(0.005, bounds);
                Assert.Equal(10, bounds[^1]);
            }
            else
            {
                Assert.StartsWith("{", histogram.Unit, StringComparison.Ordinal);
                Assert.Equal([1, 2, 5, 10], bounds.Take(4));
                Assert.True(bounds[^1] >= 2000);
            }
        });
    }

    private List<Instrument> Histograms()
    {
        Assert.NotEmpty(host.Endpoints);
        // Those of the grains are made when the first one of their kind has something to say.
        foreach (var instruments in typeof(NewsGrainsSiloBuilderExtensions).Assembly.GetTypes().Where(type => type.Name.EndsWith("Instruments", StringComparison.Ordinal)))
            host.Services.GetRequiredService(instruments);
        var found = new List<Instrument>();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            var isOurs = instrument.Meter.Name.StartsWith("OrleansNews", StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, meters);
            if (isOurs && instrument is (Histogram<double> or Histogram<int> or Histogram<long>)) found.Add(instrument);
        };
        listener.Start();
        return found;
    }

    private static void Record(Instrument histogram)
    {
        if (histogram is Histogram<double> duration) duration.Record(0.001);
        else if (histogram is Histogram<int> number) number.Record(1);
        else ((Histogram<long>)histogram).Record(1);
    }

    private static List<double> BoundsOf(Instrument histogram, string metrics) =>
    [
        .. Regex.Matches(metrics, "(?m)^" + histogram.Name.Replace('.', '_') + """(_seconds)?_bucket\{[^}]*le="(?<bound>[0-9.]+)"[^}]*\}""")
            .Select(line => double.Parse(line.Groups["bound"].Value, CultureInfo.InvariantCulture)).Distinct().Order(),
    ];
}
