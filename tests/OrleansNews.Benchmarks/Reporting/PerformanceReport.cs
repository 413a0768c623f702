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

    /// <summary>Keeps a result and draws its charts.</summary>
    public void Save(ScenarioResult result)
    {
        Directory.CreateDirectory(Results);
        File.WriteAllText(Path.Combine(Results, $"{result.Name}.json"), JsonSerializer.Serialize(result, _json) + "\n");
        foreach (var chart in result.Charts) File.WriteAllText(Path.Combine(repository, Folder, $"{chart.Name}.svg"), SvgBarChart.Draw(chart));
    }

    /// <summary>Writes the page from all results that are kept.</summary>
    public void WritePage()
    {
        var page = new StringBuilder("""
            # Performance

            Every figure stands beside what the same machine does without this program, measured in the same run. The page is written by
            `dotnet run -c Release --project tests/OrleansNews.Benchmarks -- SCENARIO`, which replaces the section of its scenario and keeps the others;
            without a scenario it lists them.

            """);
        foreach (var file in Directory.GetFiles(Results, "*.json").Order(StringComparer.Ordinal))
            Append(page, JsonSerializer.Deserialize<ScenarioResult>(File.ReadAllText(file), _json)!);
        File.WriteAllText(Path.Combine(repository, "PERFORMANCE.md"), page.ToString());
    }

    private static void Append(StringBuilder page, ScenarioResult result)
    {
        var machine = result.Machine;
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"## {result.Title}");
        page.AppendLine();
        page.AppendLine(result.Method);
        page.AppendLine();
        page.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"`{result.Name}`, {result.MeasuredAt:yyyy-MM-dd HH:mm} UTC, on {machine.Processor}, {machine.Memory:0.#} GiB of memory, {machine.System}, SQLite {machine.Sqlite}; ")
            + string.Create(CultureInfo.InvariantCulture, $"the disk took {machine.FlushesPerSecond:#,0} flushes of 4 KiB a second")
            + (machine.LoadBefore is { } load ? string.Create(CultureInfo.InvariantCulture, $", the load average before was {load:0.00}.") : "."));
        page.AppendLine();
        foreach (var row in FigureTable.Markdown(result)) page.AppendLine(row);
        page.AppendLine();
        foreach (var figure in result.Figures.Where(figure => figure.LimitedBy is not null))
            page.AppendLine(CultureInfo.InvariantCulture, $"- {figure.Name}: {figure.LimitedBy}");
        foreach (var chart in result.Charts)
        {
            page.AppendLine();
            page.AppendLine(CultureInfo.InvariantCulture, $"![{chart.Title}]({Folder}/{chart.Name}.svg)");
        }
    }
}
