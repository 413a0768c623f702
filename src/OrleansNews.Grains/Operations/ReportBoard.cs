namespace OrleansNews.Operations;

/// <summary>The last report of each process, as long as it counts. Pure bookkeeping.</summary>
/// <param name="sender">Which process a report is of.</param>
internal sealed class ReportBoard<TReport>(Func<TReport, Guid> sender)
{
    /// <summary>How long a report counts: three times the interval at which processes report.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(15);

    // More processes than any cluster of this program has; whoever reaches a gateway could name as many as they like.
    private const int Most = 1_000;

    private readonly Dictionary<Guid, (DateTimeOffset At, TReport Report)> _reports = [];

    /// <summary>Takes a report in place of the last one of the same process.</summary>
    public void Take(TReport report, DateTimeOffset now)
    {
        Forget(now);
        if (_reports.Count < Most || _reports.ContainsKey(sender(report))) _reports[sender(report)] = (now, report);
    }

    /// <summary>The reports that count.</summary>
    public IEnumerable<TReport> Read(DateTimeOffset now)
    {
        Forget(now);
        return _reports.Values.Select(report => report.Report);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (process, report) in _reports)
        {
            if (report.At + Expiry <= now) _reports.Remove(process);
        }
    }
}
