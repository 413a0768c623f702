using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>What readers call a tag. Its listing does not know, but each of its stories does.</summary>
internal sealed class TagNames(StoryReader stories)
{
    // The newest has it, unless it has just lost the tag or cannot be read.
    private const int MostAsked = 3;

    /// <summary>The name that the newest story of a tag's page gives it; null for another archive, or when none of the newest says.</summary>
    public async ValueTask<string?> FindAsync(ListingAddress address, ImmutableArray<ListingEntry> entries)
    {
        if (address.Kind != ListingKind.Tag) return null;
        foreach (var entry in entries.Take(MostAsked))
        {
            if (await ReadAsync(entry.Article) is { Status: ArticleStatus.Published } story && story.Tags.FirstOrDefault(tag => tag.Slug == address.Slug) is { } tag) return tag.Name;
        }

        return null;
    }

    // A page can do without the name of its tag; its stories are all there.
    private async Task<PublishedArticle?> ReadAsync(ArticleId story)
    {
        try
        {
            return await stories.ReadAsync(story);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return null;
        }
    }
}
