using System.Collections.Immutable;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>Gathers what one part of a scenario measures.</summary>
/// <param name="brief">Whether it only shows that everything works.</param>
/// <param name="options">What the command line sets of <see cref="IScenario.Options"/>.</param>
internal sealed class ScenarioRun(bool brief, IReadOnlyDictionary<string, string> options)
{
    private readonly List<Figure> _figures = [];
    private readonly List<Chart> _charts = [];

    /// <summary>How long a rate is measured.</summary>
    public TimeSpan Duration { get; } = TimeSpan.FromSeconds(brief ? 1 : 8);

    /// <summary>How long the code runs before it is measured, so that it is compiled and its caches are warm.</summary>
    public TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(brief ? 0.5 : 4);

    /// <summary>Whether sizes too should be small.</summary>
    public bool IsBrief => brief;

    /// <summary>What the command line sets; null where it leaves it to the part.</summary>
    public string? Option(string name) => options.GetValueOrDefault(name);

    /// <summary>The charts of this run.</summary>
    public IReadOnlyList<Chart> Charts => _charts;

    /// <summary>Adds a figure, and shows it at once.</summary>
    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Console.WriteLine($"{figure.Name}: {figure.Measured:n1} {figure.Unit}{(figure.Reference is { } reference ? $" (reference {reference:n1})" : "")}");
        if (figure.LimitedBy is not null) Console.WriteLine($"  {figure.LimitedBy}");
    }

    /// <summary>Adds a chart.</summary>
    public void Add(Chart chart) => _charts.Add(chart);

    /// <summary>Everything, with the machine it was measured on.</summary>
    public PartResult Result(ScenarioPart part, double? loadBefore) => new(
        part.Name,
        TimeProvider.System.GetUtcNow(),
        Machine.Describe(loadBefore),
        [.. _figures],
        [.. _charts.Select(chart => new ChartFile(chart.Name, chart.Title))]);
}

/// <summary>What is known of a scenario; stored as JSON in the project.</summary>
internal sealed record ScenarioResult(string Name, string Title, string Method, ImmutableArray<PartResult> Parts);

/// <summary>What one run of a part found.</summary>
internal sealed record PartResult(string Name, DateTimeOffset MeasuredAt, Machine Machine, ImmutableArray<Figure> Figures, ImmutableArray<ChartFile> Charts);

/// <summary>A chart as it lies beside the page.</summary>
internal sealed record ChartFile(string Name, string Title);
