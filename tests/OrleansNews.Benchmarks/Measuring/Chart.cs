using System.Collections.Immutable;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>A picture of numbers.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">The unit of all values.</param>
internal abstract record Chart(string Name, string Title, string Unit);

/// <summary>Numbers side by side.</summary>
/// <param name="Groups">The groups of bars, from the top.</param>
internal sealed record BarChart(string Name, string Title, string Unit, ImmutableArray<BarGroup> Groups) : Chart(Name, Title, Unit);

/// <summary>Bars that are to be compared with each other.</summary>
/// <param name="Label">What they have in common.</param>
/// <param name="Bars">The bars, from the top.</param>
/// <param name="Required">What ours has to reach, drawn as a mark; null for none.</param>
internal sealed record BarGroup(string Label, ImmutableArray<Bar> Bars, double? Required = null);

/// <summary>One bar.</summary>
/// <param name="Label">Whose number it is.</param>
/// <param name="Value">The number.</param>
/// <param name="IsOurs">False for a reference, which is drawn paler.</param>
internal sealed record Bar(string Label, double Value, bool IsOurs = true);

/// <summary>A number that changes along another one.</summary>
/// <param name="Along">What runs from left to right.</param>
/// <param name="Lines">The lines.</param>
internal sealed record LineChart(string Name, string Title, string Unit, string Along, ImmutableArray<Line> Lines) : Chart(Name, Title, Unit);

/// <summary>One line.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Points">Its points, from the left.</param>
/// <param name="IsOurs">False for a reference, which is drawn paler.</param>
internal sealed record Line(string Label, ImmutableArray<(double X, double Y)> Points, bool IsOurs = true);
