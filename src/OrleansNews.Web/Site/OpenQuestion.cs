namespace OrleansNews.Site;

/// <summary>
/// A question to the cluster that is asked again and again, once at a time: one that hangs is not asked a second time beside it, and its answer counts whenever it comes. Whoever asks decides how long
/// to wait. Faults are answers that do not come; what is no outage is logged once.
/// </summary>
/// <param name="ask">Asks.</param>
/// <param name="about">What is asked for, in the log.</param>
/// <param name="time">Tells when it was asked.</param>
/// <param name="log">Where faults are logged.</param>
internal sealed partial class OpenQuestion<T>(Func<Task<T>> ask, string about, TimeProvider time, ILogger log)
{
    private volatile Answer? _last;
    private Task _asking = Task.CompletedTask;
    private bool _isNews;
    private bool _isBroken;

    /// <summary>The last answer; null before the first.</summary>
    public Answer? Last => _last;

    /// <summary>Asks, unless the answer to the time before is still awaited.</summary>
    /// <returns>Ends with the answer; has ended where nothing was asked.</returns>
    public Task Ask() => _asking.IsCompleted ? _asking = AskAsync() : Task.CompletedTask;

    /// <summary>Whether it was answered since this was called the last time.</summary>
    public bool TakeNews() => Interlocked.Exchange(ref _isNews, false);

    private async Task AskAsync()
    {
        var askedAt = time.GetTimestamp();
        try
        {
            _last = new(await ask(), askedAt);
            _isBroken = false;
            Volatile.Write(ref _isNews, true);
        }
        catch (Exception fault)
        {
            if (!_isBroken && !ClusterFaults.IsUnavailable(fault)) LogBroken(about, fault);
            _isBroken = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster does not tell {About}")]
    private partial void LogBroken(string about, Exception fault);

    /// <summary>An answer.</summary>
    /// <param name="Value">What was answered.</param>
    /// <param name="AskedAt">When it was asked; a timestamp.</param>
    public sealed record Answer(T Value, long AskedAt);
}
