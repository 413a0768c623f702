using System.Collections.Immutable;
using OrleansNews.Moderation;

namespace OrleansNews.Comments.Threads;

/// <content>
/// What the moderation log hears of: what moderators decided, and what rules kept from readers. An erasure tells all entries of a comment once more, without reasons: in them may
/// stand who the person was, or what was in the comment.
/// </content>
internal sealed partial class ThreadCore
{
    private const int MostLoggedAtOnce = 500;

    private readonly Queue<long> _unlogged = new();

    private static bool IsForLog(StoredEvent stored) => stored.Kind switch
    {
        EventKind.Posted => stored.Status != CommentStatus.Approved,
        EventKind.Edited => stored.Status != 0 || stored.Login is not null,
        EventKind.Decided or EventKind.Erased => true,
        EventKind.Closed or EventKind.Opened => stored.Login is not null,
        _ => false,
    };

    private async Task TellLogAsync()
    {
        while (_unlogged.Count > 0)
        {
            // An index that did not understand everything does not know who was erased.
            if (_index.UnknownEvents > 0) throw new ThreadUnavailableException("A newer build has to tell the moderation log.");
            var sequences = _unlogged.Take(MostLoggedAtOnce).ToArray();
            var entries = new Dictionary<LogPlace, LogEntry>();
            foreach (var sequence in sequences)
            {
                if (await _bodies.ReadEventAsync(sequence) is not { } stored) continue;
                foreach (var entry in await LogEntriesAsync(sequence, stored)) entries[entry.Place] = entry;
            }

            foreach (var part in entries.Values.Chunk(MostLoggedAtOnce)) await _outlets.ReportLogAsync([.. part]);
            foreach (var _ in sequences) _unlogged.Dequeue();
        }
    }

    private async Task<List<LogEntry>> LogEntriesAsync(long sequence, StoredEvent stored)
    {
        if (stored.Number == 0) return [EntryOf(sequence, stored, null, false)];
        if (!_index.Contains(stored.Number)) return [];
        var entries = new List<LogEntry>();
        var erased = _index[stored.Number].Status == CommentStatus.Erased;
        CommentStatus? before = null;
        foreach (var at in (long[])[_index[stored.Number].Sequence, .. _index.AmendmentsOf(stored.Number).Select(amendment => amendment.Sequence)])
        {
            // In a wave of comments that rules hold it is the only one: it is not read twice.
            if ((at == sequence ? stored : await _bodies.ReadEventAsync(at)) is not { } told) continue;
            if (IsForLog(told) && (at == sequence || stored.Kind == EventKind.Erased)) entries.Add(EntryOf(at, told, before, erased));
            if (told.Status != 0) before = told.Status;
        }

        if (stored.Kind == EventKind.Erased) entries.Add(EntryOf(sequence, stored, before, erased));
        return entries;
    }

    // Who posted a comment did not decide about it, and neither did who edited it, where that changed its status: a rule did.
    private LogEntry EntryOf(long sequence, StoredEvent stored, CommentStatus? before, bool erased) => new()
    {
        Place = LogPlace.Of(stored.Time, _article, sequence),
        Action = ActionOf(stored),
        Article = _article,
        Number = stored.Number,
        From = IsPlainEdit(stored) ? null : before,
        To = stored.Kind == EventKind.Erased ? CommentStatus.Erased : stored.Status == 0 ? null : stored.Status,
        Reason = erased ? "" : stored.Reason ?? "",
        Login = stored.Kind == EventKind.Posted || (stored.Kind == EventKind.Edited && !IsPlainEdit(stored)) ? "" : stored.Login ?? "",
        IsErased = erased,
    };

    private static bool IsPlainEdit(StoredEvent stored) => stored is { Kind: EventKind.Edited, Status: 0 };

    private static LogAction ActionOf(StoredEvent stored) => stored.Kind switch
    {
        EventKind.Edited when IsPlainEdit(stored) => LogAction.Edited,
        EventKind.Closed => LogAction.Closed,
        EventKind.Opened => LogAction.Opened,
        EventKind.Erased => LogAction.Erased,
        _ => stored.Status switch
        {
            CommentStatus.Approved => LogAction.Approved,
            CommentStatus.Held => LogAction.Held,
            CommentStatus.Spam => LogAction.Spam,
            _ => LogAction.Trash,
        },
    };
}
