using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Site;

namespace OrleansNews.Operations;

/// <summary>The dashboard in <c>deploy/grafana</c> asks for metrics by the names under which this build exports them, and for all of ours.</summary>
public sealed partial class GrafanaDashboardTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Ours = "orleansnews_";
    private static readonly string[] HistogramSeries = ["_bucket", "_count", "_sum"];

    [Fact]
    public void Dashboard_AsksOnlyForMetricsThatExist() => Assert.Empty(Asked().Except(Exported()));

    [Fact]
    public void Dashboard_ShowsEveryMetricOfOurs() =>
        Assert.Empty(Exported().Where(name => name.StartsWith(Ours, StringComparison.Ordinal)).Except(Asked()));

    [Fact]
    public void Dashboard_Panels_AreToldApart()
    {
        var ids = Panels().Select(panel => panel.GetProperty("id").GetInt32()).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Panels(), panel => Assert.NotEqual("", panel.GetProperty("title").GetString()));
    }

    private static IEnumerable<JsonElement> Panels() => Dashboard().GetProperty("panels").EnumerateArray();

    private static HashSet<string> Asked() => Panels()
        .Where(panel => panel.TryGetProperty("targets", out _))
        .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
        .SelectMany(target => Metric().Matches(target.GetProperty("expr").GetString()!))
        .Select(match => HistogramSeries.Aggregate(match.Value, (name, suffix) => name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name))
        .ToHashSet(StringComparer.Ordinal);

    // What the composed host has instruments for, as the exporter writes their names.
    private HashSet<string> Exported()
    {
        Assert.NotEmpty(host.Endpoints);
        // Those of the grains are made when the first one of their kind has something to say.
        foreach (var instruments in typeof(NewsGrainsSiloBuilderExtensions).Assembly.GetTypes().Where(type => type.Name.EndsWith("Instruments", StringComparison.Ordinal)))
            host.Services.GetRequiredService(instruments);
        // Only a front end of role web keeps copies. Its name alone is asked for, and no value.
        using var meters = new Meters();
        new PageInstruments(meters).Watch(follower: null!);
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) => names.Add(NameOf(instrument));
        listener.Start();
        return names;
    }

    // As the exporter has it: dots become underscores, units words, counters totals; a unit in braces, or of 1, adds nothing. MetricsTests and FrontEndTests ask it itself.
    private static string NameOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');
        var isCounter = instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal);
        var unit = instrument.Unit switch { "s" => "seconds", "By" => "bytes", _ => "" };
        if (unit.Length > 0 && !name.EndsWith("_" + unit, StringComparison.Ordinal)) name += "_" + unit;
        return isCounter ? name + "_total" : name;
    }

    private static JsonElement Dashboard()
    {
        using var json = JsonDocument.Parse(DeployFolder.Read("grafana", "orleans-news.json"));
        return json.RootElement.Clone();
    }

    // A metric stands before its labels.
    [GeneratedRegex("[a-z_]+(?=\\{)")]
    private static partial Regex Metric();
}
