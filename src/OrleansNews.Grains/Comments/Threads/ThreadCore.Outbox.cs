using Microsoft.Extensions.Logging;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Approvals that commenters' grains must hear of, at least once: they are found in the log behind a durable cursor, so that a crash delays them and never loses them.
/// </content>
internal sealed partial class ThreadCore
{
    private readonly Queue<(long Sequence, int Number)> _approvals = new();

    private long? _registration;
    private bool _delivering;
    private Task _delivery = Task.CompletedTask;

    /// <inheritdoc cref="Operations.IOutboxOwner.DeliverOutboxAsync"/>
    public async Task DeliverOutboxAsync()
    {
        await EnsureOpenAsync();
        if (!_delivering) Deliver();
        await _delivery;
    }

    private void FindUndeliveredApproval(long sequence, StoredEvent stored)
    {
        if (sequence > _owner.DeliveredThrough && IsApproval(stored)) _approvals.Enqueue((sequence, stored.Number));
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
        _delivery = Task.CompletedTask;
        if (_approvals.Count == 0 && _registration is null) return;
        _delivering = true;
        _delivery = DeliverAsync();
        _delivery.Ignore();
    }

    private async Task DeliverAsync()
    {
        try
        {
            do
            {
                await TellApprovalsAsync();
                if (!await _log.TouchAsync()) throw new ThreadUnavailableException("What was delivered could not be noted.");
            }
            while (_approvals.Count > 0);

            // A batch in flight may hold the next approval: it relies on the registration that is there.
            if (_draftHasApprovals || _registration is not { } registration) return;
            _registration = null;
            await _outlets.CompleteOutboxAsync(registration);
        }
        catch (Exception fault)
        {
            LogNotDelivered(fault, _article);
            throw;
        }
        finally
        {
            _delivering = false;
        }
    }

    private async Task TellApprovalsAsync()
    {
        var told = new HashSet<(string, Guid)>();
        while (_approvals.TryPeek(out var approval))
        {
            var posted = await _bodies.ReadEventAsync(_index[approval.Number].Sequence);
            if (posted is { Commenter: { } commenter, Redacted: false } && posted.Browser != Guid.Empty && told.Add((commenter, posted.Browser)))
                await _outlets.RecordApprovalAsync(commenter, new(posted.Browser));
            _approvals.Dequeue();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Approvals in the thread of story {Article} could not be delivered; the registry of outboxes sees to it later.")]
    private partial void LogNotDelivered(Exception fault, ArticleId article);
}
