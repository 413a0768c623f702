namespace OrleansNews.Site;

/// <summary>How the front end reads from the cluster (section <c>Read</c>).</summary>
public sealed class ReadOptions
{
    internal const string Section = "Read";

    /// <summary>
    /// How long the right answer is waited for where the known one is known to be wrong, and by programs, which have the time: what was hidden is to be gone by then wherever the cluster answers, however slowly.
    /// </summary>
    internal static readonly TimeSpan PatienceWithWrong = TimeSpan.FromSeconds(2);

    /// <summary>How old a page, the settings and the boxes around it may be before they are checked again, counted from when the check was sent. 0 to 1 minute. Default: 1 second.</summary>
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a reader waits for such a check before the last known answer is served. 0 to 10 seconds. Default: 250 milliseconds.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a page or API request waits for a grain before it answers 503. 1 to 30 seconds. Default: 5 seconds.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a writing request waits, its retries under the same id included, before it answers 503. 1 to 30 seconds. Default: 10 seconds.</summary>
    public TimeSpan WriteDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of finished pages in memory, all codings of a page together. 0 (none is kept) to 64 GiB. Default: 256 MiB.</summary>
    public long CacheBytes { get; set; } = 256L << 20;

    /// <summary>
    /// How long shared caches in front of this process may answer with a page without asking (<c>s-maxage</c>). A withdrawn story or comment stays visible there that
    /// much longer. 0 to 1 hour, in whole seconds. Default: 1 second.
    /// </summary>
    public TimeSpan SharedCacheAge { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How old a page may be that is shown while the cluster does not answer. 0 (none is) to 30 days. Default: 1 day.</summary>
    public TimeSpan MaxStale { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many of the newest stories a front end of role <c>web</c> keeps as copies on its disk, to serve them while the cluster is down. 0 to 1,000,000. Default: 10,000.</summary>
    public int WarmStories { get; set; } = 10_000;

    /// <summary>
    /// The folder of these copies. Several front ends of one machine may share it. Empty: role <c>web</c> takes <c>pages</c> in its data folder, role <c>all</c>, which is
    /// down together with its cluster, keeps none. Default: empty.
    /// </summary>
    public string CopyFolder { get; set; } = "";
}
