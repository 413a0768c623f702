using System.Collections.Immutable;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>Numbers side by side.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">The unit of all bars.</param>
/// <param name="Bars">The bars, from the top.</param>
internal sealed record Chart(string Name, string Title, string Unit, ImmutableArray<Bar> Bars);

/// <summary>One bar.</summary>
/// <param name="Label">Whose number it is.</param>
/// <param name="Value">The number.</param>
/// <param name="IsOurs">False for a reference, which is drawn paler.</param>
internal sealed record Bar(string Label, double Value, bool IsOurs = true);
