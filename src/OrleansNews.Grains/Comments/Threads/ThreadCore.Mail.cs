using OrleansNews.Mail;

namespace OrleansNews.Comments.Threads;

/// <content>
/// What may be told by mail: comments that wait for a moderator (a comment that an edit makes wait again once more; one that a moderator put back is no news to them), and those that
/// readers see for the first time. Told behind the same durable cursor as approvals, and registered with the
/// outbox: a crash delays a mail and loses none. Whether anybody is to be told is decided once, when an event is written, and stands in it. Builds before this one marked no event: they keep in the
/// head up to where nobody is told, and what they left unmarked and undelivered above it is told, while what they owed below it, because mail was switched off and on in between, stays lost. The head is
/// kept for them as they know it.
/// </content>
internal sealed partial class ThreadCore
{
    // So few that a shard of the outbox remembers the orders of many calls: when another shard fails, they are told again.
    private const int MostMailedAtOnce = 50;

    private readonly Queue<long> _unmailed = new();

    private StoredEvent WithMail(StoredEvent stored) => NewsIn(stored) is { } news && _outlets.Mails(news) ? stored with { OwesMail = true } : stored;

    // The desk that hears of it asks whether it is still wanted.
    private bool IsUnmailed(long sequence, StoredEvent stored) => sequence > _owner.MailedThrough && (
        stored.OwesMail ||
        (NewsIn(stored) is { } news && _outlets.Mails(news) && sequence > (news == CommentNews.Held ? _owner.UnmailedHeldThrough : _owner.UnmailedVisibleThrough)));

    // With the events from the next one on.
    private long MailedThrough(IReadOnlyList<StoredEvent> events) =>
        _unmailed.TryPeek(out var unmailed) ? unmailed - 1 : events.Any(stored => stored.OwesMail) ? _index.Through : _index.Through + events.Count;

    // With the events from the next one on.
    private ThreadOwnerState WithoutMail(ThreadOwnerState owner, IReadOnlyList<StoredEvent> events)
    {
        var sequence = _index.Through;
        foreach (var stored in events)
        {
            sequence++;
            if (stored.OwesMail || NewsIn(stored) is not { } news) continue;
            owner = news == CommentNews.Held ? owner with { UnmailedHeldThrough = sequence } : owner with { UnmailedVisibleThrough = sequence };
        }

        return owner;
    }

    private static CommentNews? NewsIn(StoredEvent stored) => (stored.Kind, stored.Status) switch
    {
        (EventKind.Posted or EventKind.Edited, CommentStatus.Held) => CommentNews.Held,
        (EventKind.Posted or EventKind.Decided, CommentStatus.Approved) => CommentNews.Visible,
        _ => null,
    };

    private async Task TellMailAsync()
    {
        while (_unmailed.Count > 0)
        {
            var sequences = _unmailed.Take(MostMailedAtOnce).ToArray();
            var notices = new List<CommentNotice>();
            foreach (var sequence in sequences)
            {
                if (await _bodies.ReadEventAsync(sequence) is { } stored && await NewsOfAsync(sequence, stored) is { } news)
                    notices.Add(new(CommentId.Native(_article, stored.Number), news) { Again = stored.Kind == EventKind.Edited ? sequence : 0 });
            }

            if (notices.Count > 0) await _outlets.ReportMailAsync([.. notices]);
            foreach (var _ in sequences) _unmailed.Dequeue();
        }
    }

    // Null: readers have seen it before.
    private async Task<CommentNews?> NewsOfAsync(long sequence, StoredEvent stored)
    {
        if (stored.Status == CommentStatus.Held) return CommentNews.Held;
        if (stored.Kind == EventKind.Posted) return CommentNews.Visible;
        if (!_index.Contains(stored.Number)) return null;
        foreach (var at in (long[])[_index[stored.Number].Sequence, .. _index.AmendmentsOf(stored.Number).Select(amendment => amendment.Sequence)])
        {
            if (at < sequence && await _bodies.ReadEventAsync(at) is { Status: CommentStatus.Approved }) return null;
        }

        return CommentNews.Visible;
    }
}
