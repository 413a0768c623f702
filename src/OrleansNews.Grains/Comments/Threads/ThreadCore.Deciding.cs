using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Decisions of moderators. What a command decided before, and what a decision that is taken back found, only the log knows: it is read ahead of the turn, and anew when something came in between. An older
/// build reads the undoing of a decision as a decision about the status.
/// </content>
internal sealed partial class ThreadCore
{
    /// <inheritdoc cref="ICommentThreadGrain.DecideAsync"/>
    public async Task<ModerationResult> DecideAsync(DecideComments command)
    {
        await EnsureOpenAsync();
        var mayDecide = command.Actor.May(Permission.ModerateComments) && command.Ids.Length <= ThreadRules.MaxDecided;
        var isRepeated = command.IsRepeated && command.Command != default;
        object? subject = command.Command == default ? null : command.Command;
        var needsPast = mayDecide && (isRepeated || command.Undoes != default);
        if (needsPast && isRepeated)
        {
            // The first attempt may still wait in the queue, or be known to another activation alone.
            await Enqueue(100, static _ => true, () => throw Overloaded(), subject);
            await CatchUpForRefusalAsync();
        }

        while (true)
        {
            var pasts = new Dictionary<int, CommentPast>();
            if (needsPast)
                foreach (var id in command.Ids.Where(IsHere)) pasts[id.Number] = await LoadPastAsync(id.Number, command);
            var isStale = false;
            var result = await EnqueueModeration(100 * command.Ids.Length + 100, draft =>
            {
                isStale = needsPast && HasNews(draft, command, pasts);
                if (isStale) return new(true, draft.Position);
                return mayDecide && command.Ids.All(id => ThreadRules.NumberOf(draft, _article, id) != 0) ? Decide(draft, command, pasts) : new(false, draft.Position);
            }, subject);
            if (!isStale) return result;
        }
    }

    private bool HasNews(ThreadDraft draft, DecideComments command, Dictionary<int, CommentPast> pasts)
    {
        var drafted = draft.Events.Select(stored => stored.Number).ToHashSet();
        return command.Ids.Any(id => drafted.Contains(id.Number) || (IsHere(id) && (!pasts.TryGetValue(id.Number, out var past) || _index.AmendmentsOf(id.Number).Count != past.Events)));
    }

    private static ModerationResult Decide(ThreadDraft draft, DecideComments command, Dictionary<int, CommentPast> pasts)
    {
        var changed = ImmutableArray.CreateBuilder<CommentId>();
        var kept = ImmutableArray.CreateBuilder<CommentId>();
        foreach (var id in command.Ids.Distinct())
        {
            var past = pasts.GetValueOrDefault(id.Number);
            if (command.IsRepeated && past.Kept is { } keeps)
            {
                changed.Add(id);
                if (keeps) kept.Add(id);
                continue;
            }

            var comment = draft.Find(id.Number)!.Value;
            if (command.Expected is { } expected && comment.Status != expected) continue;
            if ((command.Undoes == default ? Decide(comment, command.Decision) : Undo(comment, past, command.Undoes)) is not { } decided) continue;
            changed.Add(id);
            if (decided.Status == comment.Status) kept.Add(id);
            draft.Add(decided with
            {
                Kind = EventKind.Decided,
                Time = draft.Now.ToUnixTimeMilliseconds(),
                Number = id.Number,
                Submission = command.Command,
                Login = NullIfEmpty(command.Actor.Login),
                Reason = NullIfEmpty(Cut(command.Reason)),
            });
        }

        return new(true, draft.Position) { Changed = changed.ToImmutable(), Kept = kept.ToImmutable() };
    }

    private static StoredEvent? Decide(CommentFacts comment, Decision decision) =>
        ThreadRules.Decide(comment, decision) is { } status ? new StoredEvent { Status = status, Decision = (byte)decision } : null;

    private static StoredEvent? Undo(CommentFacts comment, CommentPast past, Guid command) =>
        comment.Status != CommentStatus.Erased && past.Before is var (status, isFlagged)
            ? new StoredEvent { Status = status, Decision = (byte)DecisionFor(status), Undoes = command, Flags = isFlagged }
            : null;

    private static Decision DecisionFor(CommentStatus status) => status switch
    {
        CommentStatus.Approved => Decision.Approve,
        CommentStatus.Held => Decision.Hold,
        CommentStatus.Spam => Decision.Spam,
        _ => Decision.Trash,
    };

    private async Task<CommentPast> LoadPastAsync(int number, DecideComments command)
    {
        var (status, isFlagged) = (_index[number].First, false);
        (CommentStatus, bool)? before = null;
        bool? kept = null;
        var isDamaged = false;
        var amendments = _index.AmendmentsOf(number).ToArray();
        foreach (var amendment in amendments)
        {
            if (amendment.IsFlag)
            {
                isFlagged |= status == CommentStatus.Approved; // It tells no more, and a comment may have a hundred.
                continue;
            }

            if (await LoadEventAsync(amendment.Sequence) is not { } stored)
            {
                isDamaged = true; // Nobody can tell any more what it made of the comment.
                continue;
            }

            if (stored.Kind == EventKind.Decided && stored.Submission == command.Command) kept = stored.Status == status;
            if (stored.Status != 0) before = stored.Kind == EventKind.Decided && stored.Submission == command.Undoes ? (status, isFlagged) : null;
            if (stored.Kind == EventKind.Decided) isFlagged = stored.Flags;
            if (stored.Status != 0) status = stored.Status;
        }

        return new(amendments.Length, kept, isDamaged ? null : before);
    }

    /// <summary>What the log tells of a comment.</summary>
    /// <param name="Events">How many events tell of it, behind its post.</param>
    /// <param name="Kept">Whether the command left its status as it was; null when the command has not decided about it.</param>
    /// <param name="Before">What it was before the decision that is taken back, where that was the last one.</param>
    private readonly record struct CommentPast(int Events, bool? Kept, (CommentStatus Status, bool IsFlagged)? Before);
}
