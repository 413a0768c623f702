using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <content>Decisions of moderators.</content>
internal sealed partial class ThreadCore
{
    /// <inheritdoc cref="ICommentThreadGrain.DecideAsync"/>
    public async Task<ModerationResult> DecideAsync(DecideComments command)
    {
        await EnsureOpenAsync();
        var known = command.IsRepeated && command.Command != default && MayDecide(command) ? await FindDecidedAsync(command) : [];
        if (command.Undoes != default && MayDecide(command)) return await UndoAsync(command, known);
        return await EnqueueModeration(SizeOf(command), draft => Decide(draft, command, known, comment => ThreadRules.Decide(comment, command.Decision) is { } status
            ? new StoredEvent { Status = status, Decision = (byte)command.Decision }
            : null));
    }

    private static bool MayDecide(DecideComments command) => command.Actor.May(Permission.ModerateComments) && command.Ids.Length <= ThreadRules.MaxDecided;

    private static int SizeOf(DecideComments command) => 100 * command.Ids.Length + 100;

    // What the command has decided already, and whether that kept the status. The first attempt may still wait in the queue, or be known to another activation alone.
    private async Task<Dictionary<CommentId, bool>> FindDecidedAsync(DecideComments command)
    {
        await Enqueue(100, static _ => true, () => throw Overloaded());
        await CatchUpForReaderAsync();
        var decided = new Dictionary<CommentId, bool>();
        foreach (var id in command.Ids.Where(IsHere))
        {
            var status = _index[id.Number].First;
            foreach (var amendment in _index.AmendmentsOf(id.Number).ToArray())
            {
                if (await LoadEventAsync(amendment.Sequence) is not { } stored) continue;
                if (stored.Kind == EventKind.Decided && stored.Submission == command.Command) decided[id] = stored.Status == status;
                if (stored.Status != 0) status = stored.Status;
            }
        }

        return decided;
    }

    private ModerationResult Decide(ThreadDraft draft, DecideComments command, Dictionary<CommentId, bool> known, Func<CommentFacts, StoredEvent?> decide)
    {
        if (!MayDecide(command) || command.Ids.Any(id => ThreadRules.NumberOf(draft, _article, id) == 0)) return new(false, draft.Position);
        var changed = ImmutableArray.CreateBuilder<CommentId>();
        var kept = ImmutableArray.CreateBuilder<CommentId>();
        foreach (var id in command.Ids.Distinct())
        {
            if (known.TryGetValue(id, out var keeps))
            {
                changed.Add(id);
                if (keeps) kept.Add(id);
                continue;
            }

            var comment = draft.Find(id.Number)!.Value;
            if (command.Expected is { } expected && comment.Status != expected) continue;
            if (decide(comment) is not { } decided) continue;
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
}
