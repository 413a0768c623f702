using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Approvals that commenters' grains must hear of, where comments stand in the moderation queues, decisions for the moderation log, and what is told by mail, at least once: all are found in the log behind a durable cursor, so that a
/// crash delays them and never loses them.
/// Erasures that must be carried through the stored blocks: a thread that nobody writes to any more is woken for them, too.
/// </content>
internal sealed partial class ThreadCore
{
    private readonly Queue<(long Sequence, int Number)> _approvals = new();

    private bool _delivering;
    private Task<bool> _delivery = Task.FromResult(true);

    /// <inheritdoc cref="Operations.IOutboxOwner.DeliverOutboxAsync"/>
    public async Task DeliverOutboxAsync()
    {
        _wakes++;
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
        if (IsUnmailed(sequence, stored)) _unmailed.Enqueue(sequence);
    }

    private bool HasUndelivered => _approvals.Count > 0 || _unlogged.Count > 0 || _unmailed.Count > 0;

    private long? OldestUndelivered()
    {
        if (!HasUndelivered) return null;
        var approval = _approvals.TryPeek(out var oldest) ? oldest.Sequence : long.MaxValue;
        var decision = _unlogged.TryPeek(out var unlogged) ? unlogged : long.MaxValue;
        return Math.Min(Math.Min(approval, decision), _unmailed.TryPeek(out var unmailed) ? unmailed : long.MaxValue);
    }

    private bool IsApproval(StoredEvent stored) => stored.Kind switch
    {
        EventKind.Posted => stored is { NotifyApproval: true, Status: CommentStatus.Approved },
        EventKind.Decided => stored.Status == CommentStatus.Approved && (_draft.Find(stored.Number)?.Notify ?? false),
        _ => false,
    };

    private void Deliver()
    {
        if (_delivering || _isBroken) return;
        _delivery = Task.FromResult(!ErasuresAreDue);
        if (!HasUndelivered && _registration is null && !QueuesAreDue) return;
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
                var registration = TakeRegistration();
                do
                {
                    var (approvals, mails) = (_approvals.Count, 0);
                    await TellAllAsync(
                        TellApprovalsAsync,
                        TellQueuesAsync,
                        TellLogAsync,
                        () =>
                        {
                            mails = _unmailed.Count;
                            return TellMailAsync();
                        },
                        TellQueuesAsync); // What asked for a moderator meanwhile is not to wait for the next try, should one of these have failed.
                    // What readers see already was told without a registration; the cursor goes along with the next commit.
                    if (approvals == 0 && mails == 0 && registration is null && _registration is null && !_draftNeedsOutbox && !_queuesAreUrgent && !HasUndelivered) return !ErasuresAreDue;
                    if (!await _log.TouchAsync()) throw new ThreadUnavailableException("What was delivered could not be noted.");
                }
                while (HasUndelivered || _queuesAreUrgent || _draftNeedsOutbox);

                if (ErasuresAreDue)
                {
                    if (!_isRegistering) _registration ??= registration; // Else who waits for another one would be overtaken; this one stays in the registry, which wakes the thread.
                    return false;
                }

                if (_isBroken) throw new ThreadUnavailableException("What is committed needs another activation to be delivered.");
                if (registration is { } ended) await _outlets.CompleteOutboxAsync(ended);
                if (_registration is null && !HasUndelivered && !_queuesAreUrgent) return true;
            }
        }
        catch (Exception fault)
        {
            if (!_closed) LogNotDelivered(fault, _article); // Else the next activation delivers.
            if ((_unlogged.Count > 0 || _unmailed.Count > 0 || QueuesAreBehind) && _index.UnknownEvents == 0) DeliverSoon(QueuePauseAfterFault); // Else a newer build has to.
            if (fault is ThreadUnavailableException) throw;
            throw new ThreadUnavailableException("What others must hear of could not be delivered.");
        }
        finally
        {
            _delivering = false;
            if (_unqueued.Count > 0 && _index.UnknownEvents == 0) DeliverSoon();
        }
    }

    // Nobody who cannot be told keeps the others from hearing.
    private static async Task TellAllAsync(params Func<Task>[] tellings)
    {
        var faults = new List<Exception>();
        foreach (var tell in tellings)
        {
            try
            {
                await tell();
            }
            catch (Exception fault)
            {
                faults.Add(fault);
            }
        }

        ThrowAll(faults);
    }

    private static void ThrowAll(List<Exception> faults)
    {
        if (faults.Count == 1) ExceptionDispatchInfo.Throw(faults[0]);
        if (faults.Count > 1) throw new AggregateException(faults);
    }

    private async Task TellApprovalsAsync()
    {
        var told = new Dictionary<(string, Guid), HashSet<(int, bool)>>();
        var (done, silent, faults) = (new HashSet<long>(), new HashSet<string>(StringComparer.Ordinal), new List<Exception>());
        try
        {
            foreach (var approval in _approvals.ToArray())
            {
                if (await PersonOfAsync(approval.Number) is var (commenter, browser))
                {
                    if (silent.Contains(commenter)) continue;
                    if (!told.TryGetValue((commenter, browser), out var comments)) told[(commenter, browser)] = comments = [];
                    // Of each browser no more than are kept.
                    var decided = approval.Sequence != _index[approval.Number].Sequence;
                    if (comments.Count < CommenterRules.MostVouchers && comments.Add((approval.Number, decided)) && await TellApprovalAsync(commenter, new(browser), approval.Number, decided) is { } fault)
                    {
                        silent.Add(commenter);
                        faults.Add(fault);
                        continue;
                    }
                }

                done.Add(approval.Sequence);
            }
        }
        finally
        {
            // Those that are owed stay in their order: the cursor may not pass them.
            var owed = _approvals.Where(approval => !done.Contains(approval.Sequence)).ToArray();
            _approvals.Clear();
            foreach (var approval in owed) _approvals.Enqueue(approval);
        }

        ThrowAll(faults);
    }

    // Who hears of an approval; null when nobody does.
    private async Task<(string Commenter, Guid Browser)?> PersonOfAsync(int number) =>
        await _bodies.ReadEventAsync(_index[number].Sequence) is { Commenter: { } commenter, Redacted: false } posted && _index[number].Status != CommentStatus.Erased && posted.Browser != Guid.Empty
            ? (commenter, posted.Browser)
            : null;

    private async Task<Exception?> TellApprovalAsync(string commenter, BrowserId browser, int number, bool decided)
    {
        try
        {
            await _outlets.RecordApprovalAsync(commenter, browser, CommentId.Native(_article, number), decided);
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is decided in the thread of story {Article} could not be delivered; the registry of outboxes sees to it later.")]
    private partial void LogNotDelivered(Exception fault, ArticleId article);
}
