using System.Diagnostics.Metrics;

namespace OrleansNews.Comments.Threads;

/// <summary>What operators see of comment threads: the meter <c>OrleansNews.Threads</c>.</summary>
internal static class ThreadInstruments
{
    private static readonly Meter Meter = new("OrleansNews.Threads");

    /// <summary>Comments that were stored.</summary>
    public static readonly Counter<long> Posted = Meter.CreateCounter<long>("orleansnews.threads.posted", "{comment}", "Comments that were stored.");

    /// <summary>Commits that the store did not acknowledge.</summary>
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("orleansnews.threads.commits.failed", "{commit}", "Commits that the store did not acknowledge.");

    /// <summary>Commands that were turned away because too many waited.</summary>
    public static readonly Counter<long> Busy = Meter.CreateCounter<long>("orleansnews.threads.busy", "{command}", "Commands turned away because too many waited.");

    /// <summary>From the beginning of a commit to its acknowledgement.</summary>
    public static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>("orleansnews.threads.commit.duration", "s", "Time that one commit takes.");

    /// <summary>Commands in one commit.</summary>
    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("orleansnews.threads.batch.size", "{command}", "Commands in one commit.");

    /// <summary>Commands that wait, over all threads of this process.</summary>
    public static readonly UpDownCounter<long> Queued = Meter.CreateUpDownCounter<long>("orleansnews.threads.queued", "{command}", "Commands that wait for a commit.");

    /// <summary>Bytes handed to the store, merging included.</summary>
    public static readonly Counter<long> Bytes = Meter.CreateCounter<long>("orleansnews.threads.bytes", "By", "Bytes handed to the store.");

    /// <summary>Threads that another activation took over.</summary>
    public static readonly Counter<long> Fenced = Meter.CreateCounter<long>("orleansnews.threads.fenced", "{activation}", "Activations that lost their thread to another.");
}
