using OrleansNews.Accounts;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>
/// The moderation desk of the site: finds comments in the queues, asks each thread what stands there now, opens what is sealed, and carries decisions to the threads, one call each.
/// Stateless; key 0. Every answer is null when the actor may not moderate.
/// </summary>
[Alias("news.moderation-desk")]
public interface IModerationDeskGrain : IGrainWithIntegerKey
{
    /// <summary>A page of a queue.</summary>
    [Alias("read")]
    Task<DeskPage?> ReadAsync(DeskQuery query, Actor actor);

    /// <summary>One comment, wherever it stands; an empty page when there is none.</summary>
    [Alias("find")]
    Task<DeskPage?> FindAsync(CommentId id, Actor actor);

    /// <summary>How many comments stand in each queue of the site.</summary>
    [Alias("count")]
    Task<QueueCounts?> CountAsync(Actor actor);

    /// <summary>
    /// The next comments that <paramref name="query"/> finds, with no more than their statuses: of at most 1,000 that are looked at (its limit is not). Changes nothing, so that what is decided
    /// about everything is the same comments however often an answer is lost.
    /// </summary>
    [Alias("find-next")]
    Task<DeskFound?> FindNextAsync(DeskQuery query, Actor actor);

    /// <summary>Decides about comments of any threads, at most 1,000.</summary>
    [Alias("decide")]
    Task<DeskOutcome?> DecideAsync(DeskDecision decision, Actor actor);

    /// <summary>
    /// Decides about the next comments that <paramref name="query"/> finds, at most 1,000 (its limit is not looked at). To go on, ask again with
    /// <see cref="DeskOutcome.Next"/> as the cursor.
    /// </summary>
    [Alias("decide-next")]
    Task<DeskOutcome?> DecideNextAsync(DeskQuery query, Decision decision, string reason, Actor actor);
}
