using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>
/// The conversation under one story: an ordered log of events, committed in groups. Key: the <see cref="ArticleId"/>. A call is answered when, and
/// only when, its events are durable; what is not durable is visible to nobody.
/// </summary>
/// <remarks>Throws <see cref="ThreadUnavailableException"/> when the store does not answer: the outcome is unknown, a retry with the same id is safe.</remarks>
[Alias("news.comment-thread")]
public interface ICommentThreadGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// What <see cref="PostAsync"/> would answer, without posting: the first answer of a known submission, or the refusal of a rule of the thread
    /// (closed, parent, duplicate). Null when it would be posted.
    /// </summary>
    [Alias("check")]
    Task<PostCommentResult?> CheckAsync(PostComment command);

    /// <summary>Posts a comment.</summary>
    [Alias("post")]
    Task<PostCommentResult> PostAsync(PostComment command);

    /// <summary>Changes a comment's text.</summary>
    [Alias("edit")]
    Task<PostCommentResult> EditAsync(EditComment command);

    /// <summary>Decides about comments.</summary>
    [Alias("decide")]
    Task<ModerationResult> DecideAsync(DecideComments command);

    /// <summary>Flags a comment. False when there is no such visible comment.</summary>
    [Alias("flag")]
    Task<bool> FlagAsync(FlagComment command);

    /// <summary>Closes or opens the thread.</summary>
    [Alias("set-open")]
    Task<ModerationResult> SetOpenAsync(bool open, Actor actor);

    /// <summary>Erases a person: durable at once, then carried through the stored blocks in the background.</summary>
    [Alias("erase")]
    Task<ModerationResult> EraseAsync(EraseCommenter command);

    /// <summary>
    /// Takes vote counts from shard <paramref name="shard"/>; an older <paramref name="version"/> of a shard is ignored. The counts are absolute, and all comments whose
    /// counts changed since the shard's last call must be among them. Kept in memory and stored now and then: after a restart the thread asks
    /// <see cref="IThreadVotesGrain.GetCountsAsync"/> for what it may have missed.
    /// </summary>
    [Alias("apply-votes")]
    Task ApplyVotesAsync(int shard, long version, ImmutableArray<VoteCount> counts);

    /// <summary>A page.</summary>
    [Alias("read-page")]
    Task<ThreadPage> ReadPageAsync(ThreadPageQuery query);

    /// <summary>How far the thread is. <paramref name="atLeast"/> is the newest position the caller knows: an activation that is behind it reads its head again first.</summary>
    [Alias("get-version")]
    Task<ThreadVersion> GetVersionAsync(ThreadPosition atLeast);

    /// <summary>Events behind a position, at most <paramref name="limit"/> (1 to 1,000).</summary>
    [Alias("read-log")]
    Task<ThreadLog> ReadLogAsync(ThreadPosition after, int limit);

    /// <summary>
    /// Vote counts that changed behind <paramref name="after"/> (0 at first, then <see cref="RecentVoteCounts.Through"/> of the answer before), of visible comments on
    /// whatever page. Bounded and in memory: an answer that is not complete says that counts may have changed of which nothing is known any more.
    /// </summary>
    [Alias("read-votes")]
    Task<RecentVoteCounts> ReadVotesAsync(long after);

    /// <summary>Where a comment is, with pages of <paramref name="pageSize"/> conversations; null when it does not exist.</summary>
    [Alias("find")]
    Task<CommentLocation?> FindAsync(CommentId id, int pageSize);

    /// <summary>The same with pages of comments that are not threaded: <see cref="ThreadPageQuery.IsFlat"/>.</summary>
    [Alias("find-flat")]
    Task<CommentLocation?> FindFlatAsync(CommentId id, int pageSize);

    /// <summary>
    /// A comment with its text, approved or held, for the browser that wrote it; null for every other one. A held comment is read by nobody else but moderators.
    /// </summary>
    [Alias("find-own")]
    Task<CommentView?> FindOwnAsync(CommentId id, BrowserId browser);

    /// <summary>The comments of one person in this thread, at most 10,000, oldest first.</summary>
    [Alias("find-commenter")]
    Task<ImmutableArray<CommentId>> FindByCommenterAsync(string commenter);

    /// <summary>Comments with all that is kept about them, in the order asked for, at most 100; what is not of this thread is left out. Null when the actor may not moderate.</summary>
    [Alias("read-for-moderators")]
    Task<ImmutableArray<ModeratedComment>?> ReadForModeratorsAsync(ImmutableArray<CommentId> ids, Actor actor);

    /// <summary>
    /// Comments of one status, oldest first, numbered behind <paramref name="afterNumber"/>, at most <paramref name="limit"/> (1 to 1,000), told from memory. Null when the actor may not
    /// moderate.
    /// </summary>
    [Alias("find-by-status")]
    Task<ImmutableArray<CommentId>?> FindByStatusAsync(CommentStatus status, int afterNumber, int limit, Actor actor);

    /// <summary>
    /// Comments by where they stand now, the last posted first, told from memory: what the moderation queues hear of this thread a moment later. Null when the actor may not moderate. A silo of
    /// the build before does not know it; the queues are read in its place.
    /// </summary>
    [Alias("find-standing")]
    Task<StandingPage?> FindStandingAsync(StandingQuery query, Actor actor);

    /// <summary>
    /// Registers a front end for hints. Expires after 60 s; renew at a third of it. Only the hint is ever sent one-way, and the thread never waits for an observer.
    /// </summary>
    [Alias("subscribe")]
    Task<ThreadVersion> SubscribeAsync(IThreadObserver observer);

    /// <summary>Ends a registration.</summary>
    [Alias("unsubscribe")]
    Task UnsubscribeAsync(IThreadObserver observer);
}
