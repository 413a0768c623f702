using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Comments.Threads;

/// <content>Reports of the newest visible comments: at most one a second, at once when something was hidden.</content>
internal sealed partial class ThreadCore
{
    private const int LatestCount = 5;

    private static readonly TimeSpan LatestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLatestPause = TimeSpan.FromMinutes(1);

    private CancellationTokenSource _hurry = new();
    private bool _latestChanged;
    private bool _latestReplaces;
    private bool _reporting;

    private void NoteLatest(bool hidden, bool onlyAdds = false)
    {
        _latestChanged = true;
        _latestReplaces |= !onlyAdds;
        if (hidden) _hurry.Cancel();
        if (_reporting) return;
        _reporting = true;
        _ = ReportLatestAsync();
    }

    private async Task ReportLatestAsync()
    {
        var pause = LatestPause;
        try
        {
            while (_latestChanged && !_log.IsFenced && !_stopping)
            {
                var replaces = _latestReplaces;
                (_latestChanged, _latestReplaces) = (false, false);
                _hurry.Dispose();
                _hurry = new();
                try
                {
                    var (position, newest) = await ReadLatestAsync();
                    await _outlets.ReportLatestAsync(position, newest, Heat(), onlyAdds: !replaces);
                    pause = LatestPause;
                }
                catch (Exception fault)
                {
                    // Until it is told: what was hidden must not stay in the box. The next activation tells it when this one ends.
                    LogNotReported(fault, _article);
                    _latestChanged = true;
                    _latestReplaces |= replaces;
                    pause = pause * 2 < LongestLatestPause ? pause * 2 : LongestLatestPause;
                }

                await Task.Delay(pause, _time, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
                await Task.Yield(); // Out of the commit that cut the pause short.
            }
        }
        finally
        {
            _reporting = false;
        }
    }

    // Comments are numbered in the order of time: what is cold begins somewhere, and all before it is colder.
    private double Heat()
    {
        var (heat, now, counted) = (0.0, _time.GetUtcNow(), 0);
        for (var number = _index.Visible.Previous(int.MaxValue); number > 0 && counted < DiscussionHeat.MostComments; number = _index.Visible.Previous(number), counted++)
        {
            var age = now - DateTimeOffset.FromUnixTimeSeconds(_index[number].Seconds);
            if (age > DiscussionHeat.Memory) break;
            heat += DiscussionHeat.After(age);
        }

        return heat;
    }

    private async Task<(ThreadPosition Position, ImmutableArray<CommentView> Newest)> ReadLatestAsync()
    {
        while (true)
        {
            var version = Version;
            var numbers = new List<int>(LatestCount);
            for (var number = _index.Visible.Previous(int.MaxValue); number > 0 && numbers.Count < LatestCount; number = _index.Visible.Previous(number)) numbers.Add(number);
            var bodies = await LoadBodiesAsync(numbers);
            if (Version == version) return (version.Position, [.. numbers.Select(number => View(number, bodies[number], 0))]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The newest comments of story {Article} could not be reported.")]
    private partial void LogNotReported(Exception fault, ArticleId article);
}
