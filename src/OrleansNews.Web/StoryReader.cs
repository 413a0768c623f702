using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews;

/// <summary>Finds stories by path or number and reads them, sparing the cluster questions whose answer cannot have changed.</summary>
internal sealed class StoryReader(IClusterClient cluster, IOptions<ReadOptions> options, TimeProvider machineTime) : IDisposable
{
    private readonly BriefMemory<bool> _absent = new(machineTime);
    private readonly MemoryCache _stories = new(new MemoryCacheOptions { SizeLimit = 64L << 20 });
    private readonly GivenNumbers _numbers = new("articles", cluster, options, machineTime);

    /// <summary>Where a path leads; null when nowhere.</summary>
    public async Task<PermalinkTarget?> FindAsync(string path)
    {
        if (_absent.TryFind(path, out _)) return null;
        var target = await cluster.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)).FindAsync(path).WaitAsync(options.Value.Deadline);
        if (target is { Confirmed: true }) return target;
        _absent.Keep(path, true);
        return null;
    }

    /// <summary>The story with a number that a visitor named; null when there is none, or it was never published.</summary>
    public async Task<PublishedArticle?> FindAsync(ArticleId id) => await MayExistAsync(id) ? await ReadAsync(id) : null;

    /// <summary>A story that is known to exist, as readers see it, withdrawn ones without text; null when it was never published.</summary>
    public async Task<PublishedArticle?> ReadAsync(ArticleId id)
    {
        var known = _stories.Get<PublishedArticle>(id);
        var article = await cluster.GetGrain<IArticleGrain>(id.Value).GetPublishedAsync(known?.Revision ?? 0).WaitAsync(options.Value.Deadline);
        if (article is null) return null;
        // Revisions only grow: a lower one comes from an activation that does not know yet that it was replaced.
        if (known is not null && article.Revision < known.Revision) return known;
        if (known is not null && known.Revision == article.Revision && article.Status == ArticleStatus.Published) return article with { Html = known.Html };
        _stories.Set(id, article, new MemoryCacheEntryOptions { Size = 1024 + 2 * article.Html.Length });
        return article;
    }

    /// <summary>The story as it was last read here, however long ago; null when it never was.</summary>
    public PublishedArticle? LastKnown(ArticleId id) => _stories.Get<PublishedArticle>(id);

    /// <summary>The path of a published story; null when there is none.</summary>
    public async Task<string?> FindPathAsync(ArticleId id) => await FindAsync(id) is { Status: ArticleStatus.Published } story ? story.Path : null;

    /// <summary>The path of a story, also of a withdrawn one, which says there that it is gone; null when it was never published.</summary>
    public async Task<string?> FindAddressAsync(ArticleId id) => (await FindAsync(id))?.Path;

    /// <summary>False for numbers that were never given out.</summary>
    public async ValueTask<bool> MayExistAsync(ArticleId id) => id.IsValid && await _numbers.MayExistAsync(id.Value);

    public void Dispose()
    {
        _absent.Dispose();
        _stories.Dispose();
    }
}
