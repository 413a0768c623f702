using System.Collections.Immutable;

namespace OrleansNews.Listings;

/// <summary>
/// The last report of each front end, fading since it was made: a front end that is gone does not take its readings away at once, and one that was started anew adds to
/// them. Pure bookkeeping.
/// </summary>
/// <param name="halfLife">The time in which a reading comes to count half.</param>
internal sealed class TrendingBoard(TimeSpan halfLife)
{
    /// <summary>Reports that are kept: more than a site has front ends.</summary>
    public const int MostReports = 256;

    /// <summary>A report this many half-lives old counts a thousandth.</summary>
    private const int Forgotten = 10;

    private readonly Dictionary<Guid, Report> _reports = [];

    /// <summary>How many reports are kept.</summary>
    public int Reports => _reports.Count;

    /// <summary>Takes a front end's report in place of its last one.</summary>
    public void Take(Guid frontEnd, ImmutableArray<StoryReadings> top, DateTimeOffset now)
    {
        // Whatever a front end says: no story has fewer readings than none, and what is no number would spoil every sum.
        ImmutableArray<StoryReadings> usable = [.. top.OrEmpty().Where(story => double.IsFinite(story.Readings) && story.Readings > 0).Take(ITrendingGrain.MostReported)];
        foreach (var (other, report) in _reports)
        {
            if (report.At + (Forgotten * halfLife) <= now) _reports.Remove(other);
        }

        if (usable.IsEmpty) _reports.Remove(frontEnd);
        else _reports[frontEnd] = new(now, usable);
        if (_reports.Count > MostReports) _reports.Remove(_reports.MinBy(report => report.Value.At).Key);
    }

    /// <summary>The stories with the most readings, the first first.</summary>
    public ImmutableArray<ArticleId> Top(int count, DateTimeOffset now)
    {
        var sums = new Dictionary<ArticleId, double>();
        foreach (var report in _reports.Values)
        {
            var weight = Math.Pow(0.5, (now - report.At) / halfLife);
            foreach (var story in report.Top) sums[story.Article] = sums.GetValueOrDefault(story.Article) + (story.Readings * weight);
        }

        return [.. sums.OrderByDescending(story => story.Value).ThenByDescending(story => story.Key.Value).Take(count).Select(story => story.Key)];
    }

    private sealed record Report(DateTimeOffset At, ImmutableArray<StoryReadings> Top);
}
