using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Trees;

namespace OrleansNews.Media;

/// <remarks>The whole library is read once, when the first of the staff asks; a change writes as many nodes as its tree is high.</remarks>
[GrainType("media-library"), Reentrant]
internal sealed partial class MediaLibraryGrain : Grain, IMediaLibraryGrain
{
    private const int LeafCapacity = 100;
    private const int ChildCapacity = 64;
    private const int NodesInMemory = 8;
    private const int LongestWords = 200;
    private const int LargestPage = 100;

    private readonly GrainHead<MediaLibraryState> _head;
    private readonly StoredTreeNodes<MediaRecord> _nodes;
    private readonly CountedTree<MediaRecord> _tree;
    private readonly Batcher<MediaRecord> _batcher;
    private readonly ILogger<MediaLibraryGrain> _logger;
    private MediaShelf _shelf = new();

    public MediaLibraryGrain([FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage, ILogger<MediaLibraryGrain> logger)
    {
        _head = new(GrainContext, storage, "media-library");
        _nodes = new(storage, "media-library-page", NodesInMemory);
        _tree = new(_nodes, LeafCapacity, ChildCapacity);
        _batcher = new(WriteAsync);
        _logger = logger;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _head.RefreshAsync();
        var shelf = new MediaShelf();
        foreach (var record in await _tree.ReadAsync(_head.Committed.Pictures, 0, int.MaxValue)) shelf.Put(record);
        _shelf = shelf;
    }

    public Task PutAsync(MediaView media) => _shelf.VersionOf(media.Source.Id) >= media.Version ? Task.CompletedTask : _batcher.AddAsync(MediaRecord.From(media));

    public Task<MediaPage?> FindAsync(MediaQuery query, Actor actor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Page, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, LargestPage, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Words.Length, LongestWords, nameof(query));
        return Task.FromResult(MediaRules.MaySee(actor) ? _shelf.Find(query) : null);
    }

    private async Task WriteAsync(IReadOnlyList<MediaRecord> batch)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        var news = batch.GroupBy(record => record.Id).Select(changes => changes.MaxBy(record => record.Version)!).Where(record => _shelf.VersionOf(record.Id) < record.Version).ToList();
        if (news.Count == 0) return;
        // What the head before this one replaced is gone from the store before it is gone from sight.
        var left = await DeleteReplacedAsync(state);
        try
        {
            var change = await _tree.ApplyAsync(state.Pictures, news.Select(record => new TreeEdit<MediaRecord>(record.Key, record)));
            await _head.WriteAsync(state with { Pictures = change.Root, Replaced = left.AddRange(change.Replaced) });
        }
        catch (TreeNodeMissingException missing)
        {
            DeactivateOnIdle();
            throw new InvalidOperationException("The library is older than the store, or damaged; it is read again.", missing);
        }

        foreach (var record in news) _shelf.Put(record);
    }

    private async Task<System.Collections.Immutable.ImmutableArray<string>> DeleteReplacedAsync(MediaLibraryState state)
    {
        try
        {
            await Task.WhenAll(state.Replaced.Select(_nodes.DeleteAsync));
            return [];
        }
        catch (Exception fault)
        {
            LogNotDeleted(fault);
            return state.Replaced;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Replaced pages of the library of pictures could not be deleted; the next change tries again.")]
    private partial void LogNotDeleted(Exception fault);
}
