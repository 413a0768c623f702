using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>Reads the shards of a queue as one list, and the comments of a story, or of a person, as another.</summary>
internal sealed partial class QueueReader(IGrainFactory grains, ILogger logger)
{
    private const int MostOfPerson = 1_000;

    // What was brought of a person and not given out yet, and where to go on behind it: all their stories are asked for it.
    private (ImmutableArray<Candidate> Found, string? Next)? _ofPerson;

    /// <summary>How many stand in each queue of the site.</summary>
    public async Task<QueueCounts> CountAsync(Actor actor)
    {
        var counts = await Task.WhenAll(Shards.Select(shard => shard.CountAsync(actor)));
        return counts.OfType<QueueCounts>().Aggregate((left, right) => left + right);
    }

    /// <summary>The next candidates of a query, at most <paramref name="limit"/>, and where to go on.</summary>
    public Task<(ImmutableArray<Candidate> Found, string? Next)> ReadAsync(DeskQuery query, string? cursor, int limit, Actor actor) =>
        query.Article is { } article ? ReadStoryAsync(query, article, cursor, limit, actor)
        : query.Commenter.Length > 0 ? ReadPersonAsync(query, cursor, limit, actor)
        : ReadAllAsync(query, cursor, limit, actor);

    // Each shard may hold the whole page: all are asked for it, and of what they bring the newest are taken.
    private async Task<(ImmutableArray<Candidate> Found, string? Next)> ReadAllAsync(DeskQuery query, string? cursor, int limit, Actor actor)
    {
        var before = DeskCursor.ReadPlace(cursor);
        var pages = await Task.WhenAll(Shards.Select(shard => shard.ReadAsync(new(query.Queue, before, limit), actor)));
        var places = pages.OfType<QueuePage>().SelectMany(page => page.Places)
            .OrderByDescending(place => place.Seconds).ThenByDescending(place => place.Id.Value).ToList();
        var taken = places.Take(limit).ToList();
        var more = places.Count > taken.Count || pages.Any(page => page?.Next is not null);
        return ([.. taken.Select(Candidate.Of)], more && taken.Count > 0 ? DeskCursor.Of(taken[^1]) : null);
    }

    // The thread knows its own by heart; a shard has to look through those of all its stories. What the one says last is a place in the other.
    private async Task<(ImmutableArray<Candidate> Found, string? Next)> ReadStoryAsync(DeskQuery query, ArticleId article, string? cursor, int limit, Actor actor)
    {
        try
        {
            return await ReadThreadAsync(query, article, cursor, limit, actor);
        }
        catch (Exception fault)
        {
            // Whatever keeps the thread from answering, a silo that died among it: the page says then which comments could not be read.
            if (!OlderSilo.DoesNotKnow(fault)) LogNotRead(article, fault);
        }

        return await ReadShardAsync(query, article, cursor, limit, actor);
    }

    private async Task<(ImmutableArray<Candidate> Found, string? Next)> ReadThreadAsync(DeskQuery query, ArticleId article, string? cursor, int limit, Actor actor) =>
        Of(await grains.GetGrain<ICommentThreadGrain>(article.Value).FindStandingAsync(StandingOf(query, cursor, limit) with { Commenter = query.Commenter }, actor));

    private static StandingQuery StandingOf(DeskQuery query, string? cursor, int limit)
    {
        var before = DeskCursor.ReadPlace(cursor) is { } place ? new CommentPlace(place.Id, place.Seconds) : (CommentPlace?)null;
        return new(StatusesOf(query.Queue), query.Queue == ModerationQueues.Flagged, before, limit);
    }

    private static (ImmutableArray<Candidate> Found, string? Next) Of(StandingPage? page) => page is null
        ? ([], null)
        : ([.. page.Found.OrEmpty().Select(found => Candidate.Of(Of(found)))], page.Next is { } next ? DeskCursor.Of(Of(next)) : null);

    private static QueuePlace Of(CommentPlace place) => new(place.Seconds, place.Id);

    private static ImmutableArray<CommentStatus> StatusesOf(ModerationQueues queue) => queue switch
    {
        ModerationQueues.Held => [CommentStatus.Held],
        ModerationQueues.Flagged => [CommentStatus.Approved],
        ModerationQueues.All => [CommentStatus.Approved, CommentStatus.Held],
        ModerationQueues.Spam => [CommentStatus.Spam],
        ModerationQueues.Trash => [CommentStatus.Trash],
        _ => [],
    };

    private async Task<(ImmutableArray<Candidate> Found, string? Next)> ReadShardAsync(DeskQuery query, ArticleId article, string? cursor, int limit, Actor actor)
    {
        var shard = grains.GetGrain<IModerationQueueGrain>(IModerationQueueGrain.ShardOf(article));
        var page = await shard.ReadAsync(new(query.Queue, DeskCursor.ReadPlace(cursor), limit, article), actor);
        return page is null ? ([], null) : ([.. page.Places.Select(Candidate.Of)], page.Next is { } next ? DeskCursor.Of(next) : null);
    }

    // Of one page, which goes on where it stopped.
    private async Task<(ImmutableArray<Candidate> Found, string? Next)> ReadPersonAsync(DeskQuery query, string? cursor, int limit, Actor actor)
    {
        var (found, next) = _ofPerson ?? await AskPersonAsync(query, cursor, Math.Min(10 * limit, MostOfPerson), actor);
        _ofPerson = found.Length > limit ? (found[limit..], next) : null;
        return found.Length > limit ? (found[..limit], found[limit - 1].After) : (found, next);
    }

    private async Task<(ImmutableArray<Candidate> Found, string? Next)> AskPersonAsync(DeskQuery query, string? cursor, int limit, Actor actor)
    {
        var person = grains.GetGrain<ICommenterGrain>(query.Commenter);
        if (DeskCursor.ReadPassed(cursor) > 0) return await PassAsync();
        try
        {
            return Of(await person.FindStandingAsync(StandingOf(query, cursor, limit), actor));
        }
        // A silo of the build before, or a thread that cannot say what stands where.
        catch (Exception fault) when (DeskCursor.ReadPlace(cursor) is null)
        {
            LogPersonNotRead(fault);
            return await PassAsync();
        }

        // Their comments in an order of its own, so the whole list is walked through by it.
        async Task<(ImmutableArray<Candidate> Found, string? Next)> PassAsync()
        {
            var all = await person.FindCommentsAsync(actor) ?? [];
            var passed = DeskCursor.ReadPassed(cursor);
            ImmutableArray<Candidate> found = [.. all.Skip(passed).Take(limit).Select((id, index) => new Candidate(id, DeskCursor.Of(passed + index + 1)))];
            return (found, passed + found.Length < all.Length ? DeskCursor.Of(passed + found.Length) : null);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The thread of story {Article} could not say what stands where; the moderation queues are read in its place.")]
    private partial void LogNotRead(ArticleId article, Exception fault);

    [LoggerMessage(LogLevel.Warning, "A commenter could not say what of theirs stands where; all of their comments are looked at in its place.")]
    private partial void LogPersonNotRead(Exception fault);

    private IEnumerable<IModerationQueueGrain> Shards => Enumerable.Range(0, IModerationQueueGrain.Shards).Select(shard => grains.GetGrain<IModerationQueueGrain>(shard));
}
