using OrleansNews.Moderation;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Where comments stand in the moderation queues. What asks for a moderator is told at once, and registered with the outbox before it is committed; what rules held may wait in the queue for company. A decision is told at once and
/// needs no registration: nothing may keep a moderator from hiding something, and a desk shows what the thread says. What readers see already is told within a second. After a crash,
/// these two are told when the thread is opened again.
/// </content>
internal sealed partial class ThreadCore
{
    private const int MostToldAtOnce = 5_000;

    // Reading so many events costs about as much as telling everything anew.
    private const int MostReadBack = 2_000;

    private static readonly TimeSpan QueuePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QueuePauseAfterFault = TimeSpan.FromSeconds(30);

    private readonly HashSet<int> _unqueued = [];
    private long _queuedThrough;
    private bool _queuesAreUrgent;
    private bool _somebodyDecided;
    private bool _queueEverything;
    private bool _queuesHavePaused;
    private bool _deliverySoon;

    private bool QueuesAreBehind => _queueEverything || _unqueued.Count > 0;

    // What readers see already waits for others: each report costs the queues a commit.
    private bool QueuesAreDue => _queueEverything || _queuesAreUrgent || (_queuesHavePaused && _unqueued.Count > 0);

    private void BeginQueues()
    {
        _unqueued.Clear();
        (_queuesAreUrgent, _somebodyDecided) = (false, false);
        _queuesHavePaused = true;
        _queuedThrough = _owner.QueuedThrough;
        _queueEverything = _index.LastNumber > 0 && (_queuedThrough == 0 || _index.Through - _queuedThrough > MostReadBack);
    }

    private void NoteForQueues(long sequence, StoredEvent stored)
    {
        if (sequence <= _queuedThrough || !_index.Contains(stored.Number)) return;
        var matters = IsForModerators(stored);
        if (!matters && stored.Kind != EventKind.Posted) return;
        _unqueued.Add(stored.Number);
        _queuesAreUrgent |= matters;
        _somebodyDecided |= matters && stored.Kind != EventKind.Posted;
    }

    private static bool IsForModerators(StoredEvent stored) => stored.Kind switch
    {
        EventKind.Posted => stored.Status != CommentStatus.Approved,
        EventKind.Edited => stored.Status != 0,
        EventKind.Decided or EventKind.Flagged or EventKind.Erased => true,
        _ => false,
    };

    private void DeliverSoon(TimeSpan? pause = null)
    {
        if (_deliverySoon) return;
        _deliverySoon = true;
        _ = DeliverAfterAsync(pause ?? QueuePause);
    }

    private async Task DeliverAfterAsync(TimeSpan pause)
    {
        await Task.Delay(pause, _time);
        _deliverySoon = false;
        _queuesHavePaused = true;
        if (!_log.IsFenced && !_stopping) Deliver();
    }

    private async Task TellQueuesAsync()
    {
        while (QueuesAreDue)
        {
            // An index that did not understand everything must not say where comments stand; the registration waits for a newer build. Asked each time: another activation writes meanwhile.
            if (_index.UnknownEvents > 0) throw new ThreadUnavailableException("A newer build has to tell the moderation queues.");
            var (everything, through, canWait) = (_queueEverything, _index.Through, !_queueEverything && !_somebodyDecided);
            var numbers = everything ? Enumerable.Range(1, _index.LastNumber).ToArray() : [.. _unqueued.Order()];
            _unqueued.Clear();
            (_queueEverything, _queuesAreUrgent, _queuesHavePaused, _somebodyDecided) = (false, false, false, false);
            try
            {
                if (await ReportAsync(numbers, everything ? 0 : _queuedThrough, through, canWait)) _queuedThrough = through;
                else _queueEverything = true;
            }
            catch
            {
                _queueEverything |= everything;
                _unqueued.UnionWith(everything ? [] : numbers);
                (_queuesAreUrgent, _somebodyDecided) = (true, _somebodyDecided || !canWait);
                throw;
            }
        }
    }

    // Each comment is told as it is when it is sent: what changes after "through" is told once more.
    private async Task<bool> ReportAsync(int[] numbers, long after, long through, bool canWait)
    {
        var sent = 0;
        do
        {
            var part = numbers.AsMemory(sent, Math.Min(MostToldAtOnce, numbers.Length - sent));
            sent += part.Length;
            var report = new QueueReport
            {
                Article = _article,
                Epoch = _log.Epoch,
                After = after,
                AsOf = through,
                IsLast = sent == numbers.Length,
                Comments = [.. part.ToArray().Select(Stand)],
                CanWait = canWait,
            };
            if (!await _outlets.ReportQueuesAsync(report)) return false;
        }
        while (sent < numbers.Length);
        return true;
    }

    private QueuedComment Stand(int number) => new(number, _index[number].Seconds, QueuesOf(_index[number]));

    /// <summary>The queues that a comment stands in.</summary>
    internal static ModerationQueues QueuesOf(in CommentEntry entry) => entry.Status switch
        {
        CommentStatus.Approved when (entry.Flags & EntryFlags.Flagged) != 0 => ModerationQueues.All | ModerationQueues.Flagged,
        CommentStatus.Approved => ModerationQueues.All,
        CommentStatus.Held => ModerationQueues.All | ModerationQueues.Held,
        CommentStatus.Spam => ModerationQueues.Spam,
        CommentStatus.Trash => ModerationQueues.Trash,
        _ => ModerationQueues.None,
    };
}
