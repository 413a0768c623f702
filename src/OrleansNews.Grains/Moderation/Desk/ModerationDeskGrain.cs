using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansNews.Accounts;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

[GrainType("moderation-desk"), StatelessWorker, Reentrant]
internal sealed partial class ModerationDeskGrain(ILogger<ModerationDeskGrain> logger) : Grain, IModerationDeskGrain
{
    private const int LargestPage = 100;
    private const int MostDecided = 1_000;

    // For one page, whatever is asked for: who searches goes on from there.
    private const int MostLookedAt = 1_000;
    private const int ReadAtOnce = 100;
    private const int FewestRead = 10;

    public async Task<DeskPage?> ReadAsync(DeskQuery query, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, LargestPage, nameof(query));
        var queues = new QueueReader(GrainFactory, logger);
        // Before the list: what changes between the two must not count as shown.
        var counts = await queues.CountAsync(actor);
        var filter = new DeskFilter(query);
        var items = ImmutableArray.CreateBuilder<DeskComment>();
        var (cursor, lookedAt, unreachable) = (query.Cursor, 0, 0);
        do
        {
            var (found, next) = await queues.ReadAsync(query, cursor, filter.LooksAtComments ? ReadAtOnce : Math.Max(query.Limit - items.Count, FewestRead), actor);
            var (comments, missing) = await OpenAsync([.. found.Select(candidate => candidate.Id)], filter, actor);
            var shown = comments.Take(query.Limit - items.Count).ToList();
            items.AddRange(shown);
            cursor = shown.Count < comments.Length ? found.First(candidate => candidate.Id == shown[^1].Comment.View.Id).After : next;
            (lookedAt, unreachable) = (lookedAt + Math.Max(found.Length, 1), unreachable + missing);
        }
        while (cursor is not null && items.Count < query.Limit && lookedAt < MostLookedAt);
        return new(items.ToImmutable(), cursor, counts, unreachable);
    }

    public async Task<DeskPage?> FindAsync(CommentId id, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        var counts = await new QueueReader(GrainFactory, logger).CountAsync(actor);
        if (!id.IsNative) return new([], null, counts, 0);
        var found = await GrainFactory.GetGrain<ICommentThreadGrain>(id.Article.Value).ReadForModeratorsAsync([id], actor);
        var seals = new SealReader(GrainFactory, actor, logger);
        var items = await seals.OpenAsync(found.GetValueOrDefault().OrEmpty());
        return new(items, null, counts, seals.Unread.Count);
    }

    public async Task<QueueCounts?> CountAsync(Actor actor) => actor.May(Permission.ModerateComments) ? await new QueueReader(GrainFactory, logger).CountAsync(actor) : null;

    public async Task<DeskOutcome?> DecideAsync(DeskDecision decision, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        var ids = decision.Ids.OrEmpty().Distinct().ToList();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostDecided, nameof(decision));
        if (decision.Command == default) decision = decision with { Command = Guid.NewGuid() };
        var native = ids.Where(id => id.IsNative).GroupBy(id => id.Article);
        var answers = await Task.WhenAll(native.Select(thread => DecideAsync(thread.Key, [.. thread], decision, actor)));
        return new([.. answers.SelectMany(answer => answer.Changed)], ids.Count, null, [.. answers.SelectMany(answer => answer.Failed), .. ids.Where(id => !id.IsNative)])
        {
            Kept = [.. answers.SelectMany(answer => answer.Kept)],
            Command = decision.Command,
        };
    }

    public async Task<DeskOutcome?> DecideNextAsync(DeskQuery query, Decision decision, string reason, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        var filter = new DeskFilter(query);
        var (ids, next) = await ReadIdsAsync(query, actor);
        var expected = StatusOf(query, filter);
        var (wanted, unread) = (ids, ImmutableArray<CommentId>.Empty);
        if (expected is null)
        {
            (var found, unread) = await FilterAsync(ids, filter, actor);
            wanted = [.. found.Select(some => some.Id)];
        }

        var outcome = (await DecideAsync(new(wanted, decision, expected, reason), actor))!;
        return outcome with { LookedAt = ids.Length, Next = next, Failed = [.. outcome.Failed, .. unread] };
    }

    public async Task<DeskFound?> FindNextAsync(DeskQuery query, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        var filter = new DeskFilter(query);
        var (ids, next) = await ReadIdsAsync(query, actor);
        if (StatusOf(query, filter) is { } status) return new([.. ids.Select(id => new FoundComment(id, status))], next, 0);
        var (found, unread) = await FilterAsync(ids, filter, actor);
        return new(found, next, unread.Length);
    }

    private async Task<(ImmutableArray<CommentId> Ids, string? Next)> ReadIdsAsync(DeskQuery query, Actor actor)
    {
        var (found, next) = await new QueueReader(GrainFactory, logger).ReadAsync(query, query.Cursor, MostDecided, actor);
        return ([.. found.Select(candidate => candidate.Id)], next);
    }

    // Where the queue alone says the status, the thread compares it; else each comment is looked at first.
    private static CommentStatus? StatusOf(DeskQuery query, DeskFilter filter) => filter.LooksAtComments || query.Commenter.Length > 0 ? null : query.Queue switch
    {
        ModerationQueues.Held => CommentStatus.Held,
        ModerationQueues.Spam => CommentStatus.Spam,
        ModerationQueues.Trash => CommentStatus.Trash,
        _ => null,
    };

    private async Task<(ImmutableArray<FoundComment> Found, ImmutableArray<CommentId> Unread)> FilterAsync(ImmutableArray<CommentId> ids, DeskFilter filter, Actor actor)
    {
        var (wanted, unread) = (ImmutableArray.CreateBuilder<FoundComment>(), ImmutableArray.CreateBuilder<CommentId>());
        foreach (var some in ids.Chunk(ReadAtOnce))
        {
            var (comments, missing) = await ReadThreadsAsync([.. some], filter, actor);
            var seals = new SealReader(GrainFactory, actor, logger);
            var fitting = await seals.FilterAsync(comments, filter);
            wanted.AddRange(fitting.Select(comment => new FoundComment(comment.View.Id, comment.View.Status)));
            unread.AddRange(missing);
            unread.AddRange(seals.Unread.Except(fitting.Select(comment => comment.View.Id)));
        }

        return (wanted.ToImmutable(), unread.ToImmutable());
    }

    /// <summary>Reads comments and what is sealed of them, in the order of <paramref name="ids"/>; those that do not fit are left out.</summary>
    private async Task<(ImmutableArray<DeskComment> Items, int Unreachable)> OpenAsync(ImmutableArray<CommentId> ids, DeskFilter filter, Actor actor)
    {
        var (comments, unread) = await ReadThreadsAsync(ids, filter, actor);
        var seals = new SealReader(GrainFactory, actor, logger);
        return (await seals.OpenAsync(await seals.FilterAsync(comments, filter)), unread.Length + seals.Unread.Count);
    }

    private async Task<(ImmutableArray<ModeratedComment> Comments, ImmutableArray<CommentId> Unread)> ReadThreadsAsync(ImmutableArray<CommentId> ids, DeskFilter filter, Actor actor)
    {
        var threads = ids.GroupBy(id => id.Article).Select(async thread => (Ids: thread.ToList(), Comments: await ReadThreadAsync(thread.Key, [.. thread], actor)));
        var read = await Task.WhenAll(threads);
        var found = read.SelectMany(thread => thread.Comments.GetValueOrDefault().OrEmpty()).Where(filter.Fits).ToDictionary(comment => comment.View.Id);
        return ([.. ids.Where(found.ContainsKey).Select(id => found[id])], [.. read.Where(thread => thread.Comments is null).SelectMany(thread => thread.Ids)]);
    }

    // One thread that cannot be read must not hide all others from the desk.
    private async Task<ImmutableArray<ModeratedComment>?> ReadThreadAsync(ArticleId article, ImmutableArray<CommentId> ids, Actor actor)
    {
        try
        {
            return await GrainFactory.GetGrain<ICommentThreadGrain>(article.Value).ReadForModeratorsAsync(ids, actor);
        }
        catch (Exception fault)
        {
            LogNotRead(article.Value, fault);
            return null;
        }
    }

    private async Task<(ImmutableArray<CommentId> Changed, ImmutableArray<CommentId> Kept, ImmutableArray<CommentId> Failed)> DecideAsync(
        ArticleId article, ImmutableArray<CommentId> ids, DeskDecision decision, Actor actor)
    {
        var thread = GrainFactory.GetGrain<ICommentThreadGrain>(article.Value);
        var command = new DecideComments(ids, decision.Decision, actor, decision.Reason, decision.Expected) { Command = decision.Command, IsRepeated = decision.IsRepeated, Undoes = decision.Undoes };
        try
        {
            var result = await DecideAsync(thread, command);
            return result.Done ? (result.Changed.OrEmpty(), result.Kept.OrEmpty(), []) : ([], [], ids);
        }
        catch (Exception fault)
        {
            LogNotDecided(article.Value, ids.Length, fault);
            return ([], [], ids);
        }
    }

    // One that goes down with a silo that leaves is made again under its name, which decides once.
    private static async Task<ModerationResult> DecideAsync(ICommentThreadGrain thread, DecideComments command)
    {
        try
        {
            return await thread.DecideAsync(command);
        }
        catch (Exception fault) when (fault is OrleansMessageRejectionException or ThreadUnavailableException { IsTakenOver: true })
        {
            return await thread.DecideAsync(command with { IsRepeated = true });
        }
    }

    [LoggerMessage(LogLevel.Warning, "The thread of story {Article} could not be read for the moderation desk.")]
    private partial void LogNotRead(long article, Exception fault);

    [LoggerMessage(LogLevel.Warning, "A decision about {Count} comments of story {Article} was not taken, or it is not known whether it was.")]
    private partial void LogNotDecided(long article, int count, Exception fault);
}
