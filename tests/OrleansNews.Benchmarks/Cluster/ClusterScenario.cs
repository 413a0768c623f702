using System.Collections.Immutable;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>What a cluster costs beside one process, and what its readers and writers notice when parts of it end.</summary>
internal sealed class ClusterScenario : IScenario
{
    /// <summary>How many silos are killed.</summary>
    public const string Kills = "kills";

    /// <summary>How long everything but the front ends is down.</summary>
    public const string Outage = "outage";

    /// <summary>Which directory tells silos where a grain is.</summary>
    public const string Directory = "directory";

    public string Name => "cluster";

    public string Title => "The cluster";

    public string Method =>
        "Silos, front ends and a PostgreSQL server that flushes every commit (`fsync=on`), each a process of its own; all of them share the machine's two cores with the client. Processor time is what "
        + "the kernel charged the processes of the newspaper and of PostgreSQL while the load ran, divided by the answers. Writers send a comment that was not answered, or answered 503, again "
        + "under its key; readers and writers choose a front end by `/health/ready`, as a balancer does.";

    public IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>
    {
        [Kills] = "N, 20 where it is not given",
        [Outage] = "TIME, such as 90s or 1h, 10m where it is not given",
        [Directory] = "Eventual or Strong, the setting Cluster:GrainDirectory, which has its default where it is not given",
    };

    public IReadOnlyList<ScenarioPart> Parts =>
    [
        new("cost", ProcessorCosts.MeasureAsync),
        new("rate", StoryRate.MeasureAsync),
        new("flood", FloodedStory.MeasureAsync),
        new("kills", SiloKills.MeasureAsync),
        new("rolling", RollingRestart.MeasureAsync),
        new("outage", LongOutage.MeasureAsync),
    ];

    /// <summary>What the command line sets for every process.</summary>
    public static ImmutableArray<string> Settings(ScenarioRun run) => run.Option(Directory) is { } directory ? [$"--Cluster:GrainDirectory={directory}"] : [];
}
