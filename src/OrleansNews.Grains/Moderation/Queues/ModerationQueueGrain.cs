using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <remarks>Reports that arrive while one is being written form the next batch; a desk reads the committed head meanwhile, however many comments come in.</remarks>
[GrainType("moderation-queue"), Reentrant]
internal sealed partial class ModerationQueueGrain : Grain, IModerationQueueGrain
{
    private const int LargestPage = 1_000;
    private const int MostLookedAt = 20_000;
    private const int NodesInMemory = 128;

    private readonly GrainHead<ModerationQueueState> _head;
    private readonly StoredTreeNodes<QueueEntry> _entryNodes;
    private readonly StoredTreeNodes<QueuedThread> _threadNodes;
    private readonly QueueTrees _trees;
    private readonly Company _company;
    private readonly Batcher<Asked> _batcher;
    private readonly ILogger<ModerationQueueGrain> _logger;

    public ModerationQueueGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        TimeProvider time,
        ILogger<ModerationQueueGrain> logger)
    {
        _head = new(GrainContext, storage, "moderation-queue");
        _entryNodes = new(storage, "moderation-queue-page", NodesInMemory);
        _threadNodes = new(storage, "moderation-queue-threads", NodesInMemory);
        _trees = new(_entryNodes, _threadNodes);
        _company = new(time);
        _batcher = new(WriteAsync, _company.WaitAsync);
        _logger = logger;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _head.RefreshAsync();

    public async Task<bool> ReportAsync(QueueReport report)
    {
        if (!report.Article.IsValid || IModerationQueueGrain.ShardOf(report.Article) != this.GetPrimaryKeyLong())
            throw new ArgumentOutOfRangeException(nameof(report), report.Article, "not a story of this shard");
        var asked = new Asked(report with { Comments = report.Comments.OrEmpty() });
        if (!report.CanWait) _company.Hurry();
        await _batcher.AddAsync(asked);
        return asked.Taken;
    }

    public async Task<QueuePage?> ReadAsync(QueueQuery query, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, LargestPage, nameof(query));
        return await _head.ReadCommittedAsync(state => _trees.ReadAsync(state, query, MostLookedAt), Stale);
    }

    public Task<QueueCounts?> CountAsync(Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return Task.FromResult<QueueCounts?>(null);
        var state = _head.Committed;
        return Task.FromResult<QueueCounts?>(new(state.Held.Count, state.Flagged.Count, state.All.Count, state.Spam.Count, state.Trash.Count, state.Version));
    }

    private async Task WriteAsync(IReadOnlyList<Asked> batch)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        try
        {
            // What the head before this one replaced is gone from the store before it is gone from sight.
            var cleared = await DeleteReplacedAsync(state);
            var (next, taken) = await _trees.ApplyAsync(cleared, [.. batch.Select(asked => asked.Report)]);
            if (!ReferenceEquals(next, cleared)) await _head.WriteAsync(next);
            for (var i = 0; i < taken.Length; i++) batch[i].Taken = taken[i];
        }
        catch (TreeNodeMissingException missing)
        {
            throw Stale(missing);
        }
    }

    private async Task<ModerationQueueState> DeleteReplacedAsync(ModerationQueueState state)
    {
        if (state.Replaced.IsEmpty && state.ReplacedThreads.IsEmpty) return state;
        try
        {
            await Task.WhenAll([.. state.Replaced.Select(_entryNodes.DeleteAsync), .. state.ReplacedThreads.Select(_threadNodes.DeleteAsync)]);
            return state with { Replaced = [], ReplacedThreads = [] };
        }
        catch (Exception fault)
        {
            LogNotDeleted(this.GetPrimaryKeyLong(), fault);
            return state;
        }
    }

    private InvalidOperationException Stale(TreeNodeMissingException missing)
    {
        DeactivateOnIdle();
        return new($"Shard {this.GetPrimaryKeyLong()} of the moderation queues is older than the store, or damaged; it is read again.", missing);
    }

    [LoggerMessage(LogLevel.Warning, "Replaced pages of shard {Shard} of the moderation queues could not be deleted; the next report tries again.")]
    private partial void LogNotDeleted(long shard, Exception fault);

    private sealed class Asked(QueueReport report)
    {
        public QueueReport Report { get; } = report;

        public bool Taken { get; set; }
    }
}
