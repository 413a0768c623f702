using System.Diagnostics.Metrics;

namespace OrleansNews.Comments.Threads;

/// <summary>What operators see of the comment threads of a silo: the meter <c>OrleansNews.Threads</c>.</summary>
internal sealed class ThreadInstruments
{
    public ThreadInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansNews.Threads");
        Posted = meter.CreateCounter<long>("orleansnews.threads.posted", "{comment}", "Comments that were stored.");
        Failed = meter.CreateCounter<long>("orleansnews.threads.commits.failed", "{commit}", "Commits that the store did not acknowledge.");
        Busy = meter.CreateCounter<long>("orleansnews.threads.busy", "{command}", "Commands turned away because too many waited.");
        CommitDuration = meter.CreateHistogram<double>("orleansnews.threads.commit.duration", "s", "Time that one commit takes.");
        BatchSize = meter.CreateHistogram<int>("orleansnews.threads.batch.size", "{command}", "Commands in one commit.");
        Queued = meter.CreateUpDownCounter<long>("orleansnews.threads.queued", "{command}", "Commands that wait for a commit.");
        Bytes = meter.CreateCounter<long>("orleansnews.threads.bytes", "By", "Bytes handed to the store.");
        Fenced = meter.CreateCounter<long>("orleansnews.threads.fenced", "{activation}", "Activations that lost their thread to another.");
    }

    /// <summary>Comments that were stored.</summary>
    public Counter<long> Posted { get; }

    /// <summary>Commits that the store did not acknowledge.</summary>
    public Counter<long> Failed { get; }

    /// <summary>Commands that were turned away because too many waited.</summary>
    public Counter<long> Busy { get; }

    /// <summary>From the beginning of a commit to its acknowledgement.</summary>
    public Histogram<double> CommitDuration { get; }

    /// <summary>Commands in one commit.</summary>
    public Histogram<int> BatchSize { get; }

    /// <summary>Commands that wait, over all threads of the silo.</summary>
    public UpDownCounter<long> Queued { get; }

    /// <summary>Bytes handed to the store, merging included.</summary>
    public Counter<long> Bytes { get; }

    /// <summary>Threads that another activation took over.</summary>
    public Counter<long> Fenced { get; }
}
