using Microsoft.Extensions.Logging;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Approvals that commenters' grains must hear of, where comments stand in the moderation queues, and decisions for the moderation log, at least once: all are found in the log behind a durable cursor, so that a
/// crash delays them and never loses them.
/// Erasures that must be carried through the stored blocks: a thread that nobody writes to any more is woken for them, too.
/// </content>
internal sealed partial class ThreadCore
{
    private readonly Queue<(long Sequence, int Number)> _approvals = new();

    private long? _registration;
    private bool _delivering;
    private Task<bool> _delivery = Task.FromResult(true);

    /// <inheritdoc cref="Operations.IOutboxOwner.DeliverOutboxAsync"/>
    public async Task DeliverOutboxAsync()
    {
        await EnsureOpenAsync();
        await MaintainNowAsync();
        if (!_delivering) Deliver();

        // On return the registry ends the registration that it knows.
        if (!await _delivery) throw new ThreadUnavailableException("The data of an erased person is not out of all stored blocks yet.");

        // That registration may be another activation's, which is about to commit what it stands for: a commit of this one sends it away, and its callers register again.
        if (!await _log.TouchAsync()) throw new ThreadUnavailableException("It is not known whether another activation still relies on the registration.");
    }

    private void FindUndelivered(long sequence, StoredEvent stored)
    {
        if (sequence <= _owner.DeliveredThrough) return;
        if (IsApproval(stored)) _approvals.Enqueue((sequence, stored.Number));
        if (IsForLog(stored)) _unlogged.Enqueue(sequence);
    }

    private long? OldestUndelivered()
    {
        var approval = _approvals.TryPeek(out var oldest) ? oldest.Sequence : (long?)null;
        return _unlogged.TryPeek(out var decision) ? Math.Min(decision, approval ?? decision) : approval;
    }

    private bool IsApproval(StoredEvent stored) => stored.Kind switch
    {
        EventKind.Posted => stored is { NotifyApproval: true, Status: CommentStatus.Approved },
        EventKind.Decided => stored.Status == CommentStatus.Approved && (_draft.Find(stored.Number)?.Notify ?? false),
        _ => false,
    };

    private void Deliver()
    {
        if (_delivering) return;
        _delivery = Task.FromResult(!ErasuresAreDue);
        if (_approvals.Count == 0 && _registration is null && !QueuesAreDue && _unlogged.Count == 0) return;
        _delivering = true;
        _delivery = DeliverAsync();
        _delivery.Ignore();
    }

    // True when nothing is left to do, and no batch relies on a registration that was there before.
    private async Task<bool> DeliverAsync()
    {
        try
        {
            while (true)
            {
                // What is decided from now on needs another registration; a batch that is in flight already may rely on this one and is waited for.
                var registration = _registration;
                _registration = null;
                do
                {
                    var approvals = _approvals.Count;
                    await TellApprovalsAsync();
                    await TellQueuesAsync();
                    await TellLogAsync();
                    // What readers see already was told without a registration; the cursor goes along with the next commit.
                    if (approvals == 0 && registration is null && _registration is null && !_draftNeedsOutbox && !_queuesAreUrgent && _unlogged.Count == 0) return !ErasuresAreDue;
                    if (!await _log.TouchAsync()) throw new ThreadUnavailableException("What was delivered could not be noted.");
                }
                while (_approvals.Count > 0 || _unlogged.Count > 0 || _queuesAreUrgent || _draftNeedsOutbox);

                if (ErasuresAreDue)
                {
                    _registration ??= registration;
                    return false;
                }

                if (registration is { } ended) await _outlets.CompleteOutboxAsync(ended);
                if (_registration is null && _approvals.Count == 0 && _unlogged.Count == 0 && !_queuesAreUrgent) return true;
            }
        }
        catch (Exception fault)
        {
            LogNotDelivered(fault, _article);
            if ((_unlogged.Count > 0 || QueuesAreBehind) && _index.UnknownEvents == 0) DeliverSoon(QueuePauseAfterFault); // Else a newer build has to.
            if (fault is ThreadUnavailableException) throw;
            throw new ThreadUnavailableException("What others must hear of could not be delivered.");
        }
        finally
        {
            _delivering = false;
            if (_unqueued.Count > 0 && _index.UnknownEvents == 0) DeliverSoon();
        }
    }

    private async Task TellApprovalsAsync()
    {
        var told = new HashSet<(string, Guid)>();
        while (_approvals.TryPeek(out var approval))
        {
            var posted = await _bodies.ReadEventAsync(_index[approval.Number].Sequence);
            if (posted is { Commenter: { } commenter, Redacted: false } && _index[approval.Number].Status != CommentStatus.Erased && posted.Browser != Guid.Empty && told.Add((commenter, posted.Browser)))
                await _outlets.RecordApprovalAsync(commenter, new(posted.Browser));
            _approvals.Dequeue();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is decided in the thread of story {Article} could not be delivered; the registry of outboxes sees to it later.")]
    private partial void LogNotDelivered(Exception fault, ArticleId article);
}
