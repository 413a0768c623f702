using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

/// <remarks>
/// Updates that arrive while one is being written form the next batch. Nodes are written before the head that leads to them, so readers see the old listing or
/// the new one.
/// </remarks>
[GrainType("listing"), Reentrant]
internal sealed partial class ListingGrain : Grain, IListingGrain
{
    private const int LargestPage = 100;
    private const int MostChanges = 500;
    private const int NodesInMemory = 16;

    // Every page of a story names those beside it, wherever in the listing of all it stands; the others are read at their beginning. A hundred stories a node, about 100 KB.
    private const int NodesOfAllInMemory = 128;

    private readonly GrainHead<ListingState> _head;
    private readonly StoredTreeNodes<ListingRecord> _storyNodes;
    private readonly StoredTreeNodes<KnownStory> _knownNodes;
    private readonly StoredTreeNodes<ListedChange> _changeNodes;
    private readonly ListingTrees _trees;
    private readonly Batcher<ImmutableArray<ListingUpdate>> _batcher;
    private readonly TimeProvider _time;
    private readonly ILogger<ListingGrain> _logger;
    private bool _isNamed;

    public ListingGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<ListingGrain> logger)
    {
        _time = time;
        _head = new(GrainContext, storage, "listing");
        var isFollowed = this.GetPrimaryKeyString() == ListingKeys.All;
        _storyNodes = new(storage, "listing-page", isFollowed ? NodesOfAllInMemory : NodesInMemory);
        _knownNodes = new(storage, "listing-known", NodesInMemory);
        _changeNodes = new(storage, "listing-change", NodesInMemory);
        _trees = new(_storyNodes, _knownNodes, isFollowed ? _changeNodes : null, ListingTrees.LeafCapacity, ListingTrees.ChildCapacity);
        _batcher = new(WriteAsync);
        _logger = logger;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _head.RefreshAsync();

    public Task PutAsync(ImmutableArray<ListingEntry> entries) =>
        _batcher.AddAsync([.. entries.OrEmpty().Select(entry => new ListingUpdate(entry.Article, entry.Revision, entry))]);

    public Task RemoveAsync(ArticleId article, long revision) => _batcher.AddAsync([new(article, revision, null)]);

    public Task TouchAsync(ArticleId article) => _batcher.AddAsync([ListingUpdate.Touch(article)]);

    public async Task<ListingPage> ReadAsync(ListingQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Page, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, LargestPage, nameof(query));
        return await ReadAsync(async state =>
        {
            var (before, until) = await _trees.RangeAsync(state, query.From, query.Until);
            var known = query.KnownVersion != 0 && query.KnownVersion == state.Version;
            var items = known ? [] : await _trees.ReadAsync(state, before, until, query);
            return new ListingPage(items, until - before, state.Version, state.ChangedAt);
        });
    }

    public Task<ListingNeighbours> FindNeighboursAsync(ArticleId article, DateTimeOffset publishedAt) =>
        ReadAsync(state => _trees.FindNeighboursAsync(state, ListingRecord.KeyOf(publishedAt.UtcTicks, article)));

    public Task<ListingChanges> ReadChangesAsync(long after, int take)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, MostChanges);
        return ReadAsync(async state => new ListingChanges(await _trees.ReadChangesAsync(state, after, take), state.Version));
    }

    private Task<T> ReadAsync<T>(Func<ListingState, Task<T>> readAsync)
    {
        return _head.ReadCommittedAsync(ReadKnownAsync, Stale);

        Task<T> ReadKnownAsync(ListingState state)
        {
            if (state.Version == 0) ForgetIfUnknown();
            return readAsync(state);
        }
    }

    private async Task WriteAsync(IReadOnlyList<ImmutableArray<ListingUpdate>> batch)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        try
        {
            // What the head before this one replaced is gone from the store before it is gone from sight.
            var cleared = await DeleteReplacedAsync(state);
            var next = await _trees.ApplyAsync(cleared, batch.SelectMany(updates => updates));
            if (next.Version != state.Version) await NameAsync();
            if (next.Version != state.Version) await _head.WriteAsync(next with { ChangedAt = _time.GetUtcNow() });
        }
        catch (TreeNodeMissingException missing)
        {
            throw Stale(missing);
        }
    }

    // Before the first story is in it, so that whoever finds it there finds it by its name.
    private async Task NameAsync()
    {
        var key = this.GetPrimaryKeyString();
        if (_isNamed || key is ListingKeys.Front or ListingKeys.All) return;
        await GrainFactory.GetGrain<IListingNamesGrain>(IListingNamesGrain.ShardOf(key)).AddAsync(key);
        _isNamed = true;
    }

    private async Task<ListingState> DeleteReplacedAsync(ListingState state)
    {
        try
        {
            await Task.WhenAll(
            [
                .. state.ReplacedStories.Select(_storyNodes.DeleteAsync), .. state.ReplacedKnown.Select(_knownNodes.DeleteAsync), .. state.ReplacedChanges.Select(_changeNodes.DeleteAsync),
            ]);
            return state with { ReplacedStories = [], ReplacedKnown = [], ReplacedChanges = [] };
        }
        catch (Exception fault)
        {
            LogNotDeleted(this.GetPrimaryKeyString(), fault);
            return state;
        }
    }

    // Addresses can be invented; a listing that never had a story does not stay in memory for having been asked for.
    private void ForgetIfUnknown()
    {
        if (this.GetPrimaryKeyString() is not (ListingKeys.Front or ListingKeys.All)) DeactivateOnIdle();
    }

    private InvalidOperationException Stale(TreeNodeMissingException missing)
    {
        DeactivateOnIdle();
        return new($"The listing '{this.GetPrimaryKeyString()}' is older than the store, or damaged; it is read again.", missing);
    }

    [LoggerMessage(LogLevel.Warning, "Replaced pages of the listing {Listing} could not be deleted; the next update tries again.")]
    private partial void LogNotDeleted(string listing, Exception fault);
}
