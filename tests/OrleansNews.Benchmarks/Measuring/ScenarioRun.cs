using System.Collections.Immutable;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>Gathers what a scenario measures.</summary>
internal sealed class ScenarioRun(bool brief)
{
    private readonly List<Figure> _figures = [];
    private readonly List<Chart> _charts = [];

    /// <summary>How long a rate is measured.</summary>
    public TimeSpan Duration { get; } = TimeSpan.FromSeconds(brief ? 1 : 8);

    /// <summary>How long the code runs before it is measured, so that it is compiled and its caches are warm.</summary>
    public TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(brief ? 0.5 : 3);

    /// <summary>Whether sizes too should be small.</summary>
    public bool IsBrief => brief;

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
    public ScenarioResult Result(IScenario scenario) =>
        new(scenario.Name, scenario.Title, scenario.Method, TimeProvider.System.GetUtcNow(), Machine.Describe(), [.. _figures], [.. _charts]);
}

/// <summary>What one run of a scenario found; stored as JSON in the project.</summary>
internal sealed record ScenarioResult(
    string Name, string Title, string Method, DateTimeOffset MeasuredAt, Machine Machine, ImmutableArray<Figure> Figures, ImmutableArray<Chart> Charts);
