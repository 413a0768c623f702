using Microsoft.Extensions.Logging;

namespace OrleansNews.Comments.Threads;

/// <content>The end of an activation that has lost the log, whether a commit or a read found it out.</content>
internal sealed partial class ThreadCore
{
    // Of what is in flight its own end tells the callers.
    private void OnFenced()
    {
        if (!_pumping) EndFenced();
    }

    // The loser of a takeover: its callers try again elsewhere, and nothing of what they sent is stored by this activation.
    private void EndFenced()
    {
        if (_ended) return;
        _ended = true;
        LogFenced(_article);
        _instruments.Fenced.Add(1);
        _instruments.Queued.Add(-QueuedCommands);
        foreach (var command in TakeSetAside()) command.Fail(TakenOver());
        while (_queue.TryDequeue(out var command)) command.Fail(TakenOver());
        (_queuedBytes, _registered) = (0, 0);
        _caughtUp.TrySetResult(false);
        _outlets.Fenced();
    }

    // Another activation owns the thread, or is about to: nothing is written any more.
    private bool HasEnded => _log.IsFenced || _closed;

    private static ThreadUnavailableException TakenOver() => new("Another activation owns the thread, or is about to.") { IsTakenOver = true };

    [LoggerMessage(Level = LogLevel.Information, Message = "Another activation owns the thread of story {Article}; this one ends.")]
    private partial void LogFenced(ArticleId article);
}
