using System.Collections.Immutable;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>A set of figures with one heading.</summary>
internal interface IScenario
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it is called on the page.</summary>
    string Title { get; }

    /// <summary>What is measured and how, in a paragraph of Markdown.</summary>
    string Method { get; }

    /// <summary>What the command line can set, as <c>--NAME VALUE</c>, and what for.</summary>
    IReadOnlyDictionary<string, string> Options => ImmutableDictionary<string, string>.Empty;

    /// <summary>Its parts, in the order of the page.</summary>
    IReadOnlyList<ScenarioPart> Parts { get; }
}

/// <summary>Figures that are measured together, each beside its reference. A part can be measured again without the others.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="MeasureAsync">Measures.</param>
internal sealed record ScenarioPart(string Name, Func<ScenarioRun, Task> MeasureAsync);
