using OrleansNews.Articles;
using OrleansNews.Listings;

namespace OrleansNews.Site;

/// <summary>
/// Walks through all published stories, a page at a time, oldest first: a story published meanwhile is as it should be already and moves none of the others in the listing.
/// Doing the same to a story twice does nothing.
/// </summary>
internal sealed class StoryMover(IGrainFactory grains)
{
    private const int Page = 100;
    private const int AtOnce = 16;

    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Gives the next stories an address of the present pattern; null when all have one.</summary>
    public Task<StoryMove?> MoveAsync(StoryMove done) => WalkAsync(done, story => grains.GetGrain<IArticleGrain>(story.Value).ReaddressAsync());

    /// <summary>Names the listings of the next stories, which a build that named none put into them; null when all are named.</summary>
    public Task<StoryMove?> NameListingsAsync(StoryMove done) => WalkAsync(done, async article =>
    {
        if (await grains.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(0) is not { } story) return;
        string[] keys =
        [
            .. story.Section is { } section ? section.Line.Select(level => ListingKeys.Category(level.Path)) : [],
            .. story.Tags.Select(tag => ListingKeys.Tag(tag.Slug)),
            .. story.Authors.Select(author => ListingKeys.Author(author.Slug)),
        ];
        foreach (var key in keys)
        {
            if (_named.Contains(key)) continue;
            await grains.GetGrain<IListingNamesGrain>(IListingNamesGrain.ShardOf(key)).AddAsync(key);
            _named.Add(key);
        }
    });

    private async Task<StoryMove?> WalkAsync(StoryMove done, Func<ArticleId, Task> step)
    {
        var listing = await grains.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(done.Page, Page, From: done.From, OldestFirst: true));
        foreach (var some in listing.Items.Chunk(AtOnce)) await Task.WhenAll(some.Select(story => step(story.Article)));
        if (listing.Items.Length < Page) return null;

        // From the last one on; more of one moment than a page holds are passed page by page.
        var last = listing.Items[^1].PublishedAt;
        return last == done.From ? done with { Page = done.Page + 1 } : done with { From = last, Page = 1 };
    }
}
