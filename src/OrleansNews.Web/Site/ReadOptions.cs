namespace OrleansNews.Site;

/// <summary>How the front end reads from the cluster (section <c>Read</c>).</summary>
public sealed class ReadOptions
{
    /// <summary>How old settings, sections and the Latest Comments box may be before they are checked again. 0 to 1 minute. Default: 1 second.</summary>
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a reader waits for such a check before the last known answer is served. 0 to 10 seconds. Default: 250 milliseconds.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a page or API request waits for a grain before it answers 503. 1 to 30 seconds. Default: 5 seconds.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a writing request waits, its one retry under the same id included, before it answers 503. 1 to 30 seconds. Default: 10 seconds.</summary>
    public TimeSpan WriteDeadline { get; set; } = TimeSpan.FromSeconds(10);
}
