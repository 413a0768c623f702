using OrleansNews.Articles;
using OrleansNews.Listings;

namespace OrleansNews.Site;

/// <summary>
/// Gives every published story an address of the present pattern, a page at a time, oldest first: a story published meanwhile has one already and moves none of the
/// others in the listing. Moving a story twice does nothing.
/// </summary>
internal sealed class StoryMover(IGrainFactory grains)
{
    private const int Page = 100;
    private const int AtOnce = 16;

    /// <summary>Moves the next stories; null when all are moved.</summary>
    public async Task<StoryMove?> MoveAsync(StoryMove done)
    {
        var listing = await grains.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(done.Page, Page, From: done.From, OldestFirst: true));
        foreach (var some in listing.Items.Chunk(AtOnce)) await Task.WhenAll(some.Select(story => grains.GetGrain<IArticleGrain>(story.Article.Value).ReaddressAsync()));
        if (listing.Items.Length < Page) return null;

        // From the last one on; more of one moment than a page holds are passed page by page.
        var last = listing.Items[^1].PublishedAt;
        return last == done.From ? done with { Page = done.Page + 1 } : done with { From = last, Page = 1 };
    }
}
