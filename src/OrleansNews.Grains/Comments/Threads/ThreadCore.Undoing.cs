namespace OrleansNews.Comments.Threads;

/// <content>
/// Taking decisions back: each comment becomes what it was before, flags and all, where nothing was decided about it since. Only the log knows what that was, so it is read ahead of the turn, and anew
/// when something came in between. An older build reads the event as a decision about the status.
/// </content>
internal sealed partial class ThreadCore
{
    private async Task<ModerationResult> UndoAsync(DecideComments command, Dictionary<CommentId, bool> known)
    {
        while (true)
        {
            var pasts = new Dictionary<int, Past>();
            foreach (var id in command.Ids.Where(IsHere)) pasts[id.Number] = await LoadPastAsync(id.Number, command.Undoes);
            var isStale = false;
            var result = await EnqueueModeration(SizeOf(command), draft =>
            {
                isStale = command.Ids.Any(id => IsHere(id) && (!pasts.TryGetValue(id.Number, out var past) || _index.AmendmentsOf(id.Number).Count != past.Events));
                if (isStale) return new(true, draft.Position);
                var decidedSince = draft.Events.Where(stored => stored.Status != 0 || stored.Kind == EventKind.Erased).Select(stored => stored.Number).ToHashSet();
                return Decide(draft, command, known, comment => decidedSince.Contains(comment.Number) ? null : Undo(comment, pasts[comment.Number], command));
            });
            if (!isStale) return result;
        }
    }

    private static StoredEvent? Undo(CommentFacts comment, Past past, DecideComments command) =>
        comment.Status != CommentStatus.Erased && past.Undone is var (status, isFlagged)
            ? new StoredEvent { Status = status, Decision = (byte)DecisionFor(status), Undoes = command.Undoes, Flags = isFlagged }
            : null;

    private static Decision DecisionFor(CommentStatus status) => status switch
    {
        CommentStatus.Approved => Decision.Approve,
        CommentStatus.Held => Decision.Hold,
        CommentStatus.Spam => Decision.Spam,
        _ => Decision.Trash,
    };

    private async Task<Past> LoadPastAsync(int number, Guid command)
    {
        var (status, isFlagged) = (_index[number].First, false);
        (CommentStatus, bool)? before = null;
        var amendments = _index.AmendmentsOf(number).ToArray();
        foreach (var amendment in amendments)
        {
            if (await LoadEventAsync(amendment.Sequence) is not { } stored) return new(amendments.Length, null); // Nobody can tell any more what it was.
            if (stored.Status != 0) before = stored.Kind == EventKind.Decided && stored.Submission == command ? (status, isFlagged) : null;
            isFlagged = stored.Kind switch
            {
                EventKind.Flagged => isFlagged || status == CommentStatus.Approved,
                EventKind.Decided => stored.Flags,
                _ => isFlagged,
            };
            if (stored.Status != 0) status = stored.Status;
        }

        return new(amendments.Length, before);
    }

    /// <summary>What a command did to a comment.</summary>
    /// <param name="Events">How many events tell of the comment.</param>
    /// <param name="Undone">What the comment was before the command, where that decided about it last.</param>
    private readonly record struct Past(int Events, (CommentStatus Status, bool IsFlagged)? Undone);
}
