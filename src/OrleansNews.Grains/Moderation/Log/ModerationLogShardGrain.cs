using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <remarks>Entries that arrive while others are written form the next batch; readers see the committed head meanwhile.</remarks>
[GrainType("moderation-log-shard"), Reentrant]
internal sealed partial class ModerationLogShardGrain : Grain, IModerationLogShardGrain
{
    private const int LargestPage = 500;
    private const int MostAppended = 1_000;
    private const int MostLookedAt = 10_000;
    private const int NodesInMemory = 32;

    private readonly GrainHead<ModerationLogState> _head;
    private readonly StoredTreeNodes<StoredLogEntry> _nodes;
    private readonly LogTree _tree;
    private readonly Company _company;
    private readonly Batcher<ImmutableArray<LogEntry>> _batcher;
    private readonly ILogger<ModerationLogShardGrain> _logger;

    public ModerationLogShardGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        TimeProvider time,
        ILogger<ModerationLogShardGrain> logger)
    {
        _head = new(GrainContext, storage, "moderation-log");
        _nodes = new(storage, "moderation-log-page", NodesInMemory);
        _tree = new(_nodes);
        _company = new(time);
        _batcher = new(WriteAsync, _company.WaitAsync);
        _logger = logger;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _head.RefreshAsync();

    public Task AppendAsync(ImmutableArray<LogEntry> entries)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.OrEmpty().Length, MostAppended, nameof(entries));
        if (entries.OrEmpty().Any(entry => (!entry.Article.IsValid && entry.Article != default) || IModerationLogShardGrain.ShardOf(entry.Article) != this.GetPrimaryKeyLong()))
            throw new ArgumentOutOfRangeException(nameof(entries), "not a story of this shard");
        if (entries.OrEmpty().IsEmpty) return Task.CompletedTask;
        if (entries.Any(entry => entry is not { Login: "", IsErased: false })) _company.Hurry();
        return _batcher.AddAsync(entries);
    }

    public async Task<LogPage?> ReadAsync(LogQuery query, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, LargestPage, nameof(query));
        return await _head.ReadCommittedAsync(state => _tree.ReadAsync(state, query, MostLookedAt), Stale);
    }

    private async Task WriteAsync(IReadOnlyList<ImmutableArray<LogEntry>> batch)
    {
        await _head.RefreshAsync();
        try
        {
            var state = _head.Committed;
            var next = await _tree.AppendAsync(state, batch.SelectMany(entries => entries));
            if (!ReferenceEquals(next, state)) await _head.WriteAsync(next);
        }
        catch (TreeNodeMissingException missing)
        {
            throw Stale(missing);
        }

        // At once, and again whenever something is told: what an erasure took out of an entry must not stay in a page that nobody looks for.
        if (_head.Committed.Replaced.OrEmpty().IsEmpty) return;
        await Task.WhenAll(_head.Committed.Replaced.Select(_nodes.DeleteAsync));
        await _head.WriteAsync(_head.Committed with { Replaced = [] });
    }

    private InvalidOperationException Stale(TreeNodeMissingException missing)
    {
        LogStale(this.GetPrimaryKeyLong());
        DeactivateOnIdle();
        return new($"Part {this.GetPrimaryKeyLong()} of the moderation log is older than the store, or damaged; it is read again.", missing);
    }

    [LoggerMessage(LogLevel.Warning, "Part {Shard} of the moderation log is older than the store, or damaged; it is read again.")]
    private partial void LogStale(long shard);
}
