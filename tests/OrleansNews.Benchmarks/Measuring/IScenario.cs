namespace OrleansNews.Benchmarks.Measuring;

/// <summary>A set of figures that are measured together.</summary>
internal interface IScenario
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it is called on the page.</summary>
    string Title { get; }

    /// <summary>What is measured and how, in a paragraph of Markdown.</summary>
    string Method { get; }

    /// <summary>Measures.</summary>
    Task RunAsync(ScenarioRun run);
}
