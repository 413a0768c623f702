using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>
/// Knows what stands beside a story in the listing of all. The listing is asked again when it has changed, which the frame of every page tells: as long as nothing is
/// published or withdrawn, the check of a page costs no call more.
/// </summary>
internal sealed class NeighbourReader(IClusterClient cluster, IOptions<ReadOptions> options) : IDisposable
{
    private const int MostKnown = 50_000;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKnown });

    /// <summary>The neighbours, as of a version of the listing that was seen. A story can do without: while the listing does not answer, they are those known last, or none.</summary>
    public async ValueTask<StoryNeighbours> ReadAsync(PublishedArticle story, long listingVersion)
    {
        var known = _known.Get<Known>(story.Id);
        if (known is not null && known.Version >= listingVersion && known.PublishedAt == story.PublishedAt) return known.Neighbours;
        try
        {
            var listed = await cluster.GetGrain<IListingGrain>(ListingKeys.All).FindNeighboursAsync(story.Id, story.PublishedAt).WaitAsync(options.Value.Deadline);
            // Versions only grow: a lower one comes from an activation that is behind.
            if (known is not null && listed.Version < known.Version) return known.Neighbours;
            var neighbours = StoryNeighbours.Of(listed);
            _known.Set(story.Id, new Known(neighbours, listed.Version, story.PublishedAt), new MemoryCacheEntryOptions { Size = 1 });
            return neighbours;
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return known?.Neighbours ?? StoryNeighbours.None;
        }
    }

    public void Dispose() => _known.Dispose();

    private sealed record Known(StoryNeighbours Neighbours, long Version, DateTimeOffset PublishedAt);
}
