using System.Collections.Immutable;

namespace OrleansNews.Live;

/// <summary>The last report of each front end, and their sums. Pure bookkeeping.</summary>
internal sealed class ReaderBoard
{
    /// <summary>How long a report counts: three times the interval at which front ends report.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Guid, Report> _reports = [];
    private readonly Dictionary<ArticleId, int> _sums = [];

    /// <summary>Stories that somebody follows.</summary>
    public int Stories => _sums.Count;

    /// <summary>Takes a front end's report in place of its last one, and answers the sums for its stories.</summary>
    public ImmutableArray<StoryReaders> Take(Guid frontEnd, ImmutableArray<StoryReaders> readers, DateTimeOffset now)
    {
        foreach (var (other, report) in _reports)
        {
            if (report.At + Expiry <= now || other == frontEnd) Forget(other, report);
        }

        // A count is never below zero, whatever a front end says: it would take readers away from others.
        readers = [.. readers.OrEmpty().Where(story => story.Readers > 0)];
        foreach (var story in readers) Add(story.Article, story.Readers);
        if (!readers.IsEmpty) _reports[frontEnd] = new(now, readers);
        return [.. readers.Select(story => story with { Readers = _sums[story.Article] })];
    }

    private void Forget(Guid frontEnd, Report report)
    {
        _reports.Remove(frontEnd);
        foreach (var story in report.Readers) Add(story.Article, -story.Readers);
    }

    private void Add(ArticleId article, int readers)
    {
        var sum = _sums.GetValueOrDefault(article) + readers;
        if (sum == 0) _sums.Remove(article);
        else _sums[article] = sum;
    }

    private sealed record Report(DateTimeOffset At, ImmutableArray<StoryReaders> Readers);
}
