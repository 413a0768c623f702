using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reporting;

/// <summary>
/// PERFORMANCE.md and what stands behind it. The results of each scenario are a file of their own, so that running one again keeps the others.
/// </summary>
internal sealed class PerformanceReport(string repository)
{
    private const string Folder = "docs/performance";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    private string Results => Path.Combine(repository, Folder, "results");

    /// <summary>Keeps what a part found in the place of what it found before, and draws its charts.</summary>
    public void Save(IScenario scenario, PartResult part, IEnumerable<Chart> charts)
    {
        Directory.CreateDirectory(Results);
        var file = Path.Combine(Results, $"{scenario.Name}.json");
        ImmutableArray<PartResult> before = File.Exists(file) ? Read(file).Parts : [];
        var parts = before.Where(known => known.Name != part.Name).Append(part).ToDictionary(known => known.Name);
        var result = new ScenarioResult(
            scenario.Name, scenario.Title, scenario.Method, [.. scenario.Parts.Where(known => parts.ContainsKey(known.Name)).Select(known => parts[known.Name])]);
        File.WriteAllText(file, JsonSerializer.Serialize(result, _json) + "\n");
        // What a part drew that is measured no more, or draws something else now, is on no page.
        var drawn = result.Parts.SelectMany(known => known.Charts).Select(chart => chart.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var chart in before.SelectMany(known => known.Charts).Where(chart => !drawn.Contains(chart.Name))) File.Delete(Path.Combine(repository, Folder, $"{chart.Name}.svg"));
        foreach (var chart in charts) File.WriteAllText(Path.Combine(repository, Folder, $"{chart.Name}.svg"), SvgChart.Draw(chart));
    }

    /// <summary>Writes the page from all results that are kept.</summary>
    public void WritePage()
    {
        var page = new StringBuilder("""
            # Performance

            Figures stand beside what the same machine does without this program, measured in the same run. The page is written by
            `dotnet run -c Release --project tests/OrleansNews.Benchmarks -- SCENARIO [PART...]`, which replaces what it measures and keeps the rest; without a
            scenario it lists them. Nothing else should run on the machine meanwhile.

            """);
        foreach (var file in Directory.GetFiles(Results, "*.json").Order(StringComparer.Ordinal)) Append(page, Read(file));
        File.WriteAllText(Path.Combine(repository, "PERFORMANCE.md"), page.ToString());
    }

    private static ScenarioResult Read(string file) => JsonSerializer.Deserialize<ScenarioResult>(File.ReadAllText(file), _json)!;

    private static void Append(StringBuilder page, ScenarioResult result)
    {
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"## {result.Title}");
        page.AppendLine();
        page.AppendLine(result.Method);
        foreach (var part in result.Parts) Append(page, result, part);
    }

    private static void Append(StringBuilder page, ScenarioResult result, PartResult part)
    {
        foreach (var chart in part.Charts)
        {
            page.AppendLine();
            page.AppendLine(CultureInfo.InvariantCulture, $"![{chart.Title}]({Folder}/{chart.Name}.svg)");
        }

        page.AppendLine();
        foreach (var row in FigureTable.Markdown(part.Figures)) page.AppendLine(row);
        page.AppendLine();
        var notes = part.Figures.Where(figure => figure.LimitedBy is not null).ToList();
        foreach (var figure in notes) page.AppendLine(CultureInfo.InvariantCulture, $"- {figure.Name}: {figure.LimitedBy}");
        if (notes.Count > 0) page.AppendLine();
        var machine = part.Machine;
        page.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"`{result.Name} {part.Name}`, {part.MeasuredAt:yyyy-MM-dd HH:mm} UTC, on {machine.Processor}, {machine.Memory:0.#} GiB of memory, {machine.System}, SQLite {machine.Sqlite}; ")
            + string.Create(CultureInfo.InvariantCulture, $"{machine.Disk} took {machine.FlushesPerSecond:#,0} flushes of 4 KiB a second")
            + (machine.LoadBefore is { } load ? string.Create(CultureInfo.InvariantCulture, $"; the load average before was {load:0.00}.") : "."));
    }
}
