using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

/// <summary>
/// The shell of a thread: Orleans in front, <see cref="ThreadCore"/> behind. Reentrant because a call waits for its batch while others join the next one; everything
/// still runs one turn at a time.
/// </summary>
[GrainType("comment-thread"), Reentrant]
internal sealed class CommentThreadGrain : Grain, ICommentThreadGrain, IOutboxOwner, IDisposable
{
    private readonly ThreadCore _core;
    private readonly ResidentThreads _resident;

    public CommentThreadGrain(
        IGrainContext context,
        [FromKeyedServices(ProviderName)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        IOptions<ThreadOptions> options,
        IOptions<ClusterOptions> cluster,
        MergeTurns merges,
        MailWishes mail,
        ResidentThreads resident,
        ThreadInstruments instruments,
        ILogger<CommentThreadGrain> logger,
        IPairedGrainStorage? pairs = null)
    {
        var article = new ArticleId(context.GrainId.GetIntegerKey());
        var outlets = new ThreadOutlets(this, article, GrainFactory, time, merges, mail, logger);
        _core = new ThreadCore(
            article,
            new GrainLogStore(storage, pairs, context.GrainId, "thread"),
            options.Value,
            options.Value.ToLogOptions(cluster.Value.ClusterId),
            time,
            Random.Shared,
            outlets,
            instruments,
            logger);
        Outlets = outlets;
        _resident = resident;
        resident.Add(this, () => new(article, _core.Index.Through, _core.Index.LastNumber, _core.QueuedCommands));
    }

    private const string ProviderName = "Default";

    private ThreadOutlets Outlets { get; }

    public Task<PostCommentResult?> CheckAsync(PostComment command) => _core.CheckAsync(command);

    public Task<PostCommentResult> PostAsync(PostComment command) => _core.PostAsync(command);

    public Task<PostCommentResult> EditAsync(EditComment command) => _core.EditAsync(command);

    public Task<ModerationResult> DecideAsync(DecideComments command) => _core.DecideAsync(command);

    public Task<bool> FlagAsync(FlagComment command) => _core.FlagAsync(command);

    public Task<ModerationResult> SetOpenAsync(bool open, Actor actor) => _core.SetOpenAsync(open, actor);

    public Task<ModerationResult> EraseAsync(EraseCommenter command) => _core.EraseAsync(command);

    public Task ApplyVotesAsync(int shard, long version, ImmutableArray<VoteCount> counts) => _core.ApplyVotesAsync(shard, version, counts);

    public Task<ThreadPage> ReadPageAsync(ThreadPageQuery query) => _core.ReadPageAsync(query);

    public Task<ThreadVersion> GetVersionAsync(ThreadPosition atLeast) => _core.GetVersionAsync(atLeast);

    public Task<ThreadLog> ReadLogAsync(ThreadPosition after, int limit) => _core.ReadLogAsync(after, limit);

    public Task<RecentVoteCounts> ReadVotesAsync(long after) => _core.ReadVotesAsync(after);

    public Task<CommentLocation?> FindAsync(CommentId id, int pageSize) => _core.FindAsync(id, pageSize);

    public Task<CommentLocation?> FindFlatAsync(CommentId id, int pageSize) => _core.FindAsync(id, pageSize, isFlat: true);

    public Task<CommentView?> FindOwnAsync(CommentId id, BrowserId browser) => _core.FindOwnAsync(id, browser);

    public Task<ImmutableArray<CommentId>> FindByCommenterAsync(string commenter) => _core.FindByCommenterAsync(commenter);

    public Task<ImmutableArray<ModeratedComment>?> ReadForModeratorsAsync(ImmutableArray<CommentId> ids, Actor actor) =>
        _core.ReadForModeratorsAsync(ids, actor);

    public Task<ImmutableArray<CommentId>?> FindByStatusAsync(CommentStatus status, int afterNumber, int limit, Actor actor) =>
        _core.FindByStatusAsync(status, afterNumber, limit, actor);

    public Task<StandingPage?> FindStandingAsync(StandingQuery query, Actor actor) => _core.FindStandingAsync(query, actor);

    public async Task<ThreadVersion> SubscribeAsync(IThreadObserver observer)
    {
        var version = await _core.GetVersionAsync(default);
        Outlets.Subscribe(observer);
        return version;
    }

    public Task UnsubscribeAsync(IThreadObserver observer)
    {
        Outlets.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task DeliverOutboxAsync() => _core.DeliverOutboxAsync();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _core.StopAsync().WaitAsync(cancellationToken);

    public void Dispose()
    {
        _resident.Remove(this);
        _core.Dispose();
    }

    /// <summary>Ends this activation when its calls have ended: another one owns the thread.</summary>
    internal void GiveUp() => DeactivateOnIdle();
}
