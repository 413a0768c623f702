using OrleansNews.Layout;

namespace OrleansNews.Listings;

/// <summary>What readers call an archive.</summary>
internal static class ListingHeadings
{
    /// <summary>The heading; empty for the front page. The name of a term stands in the stories that carry it; a tag's name does not, so its slug has to do.</summary>
    public static string Of(ListingAddress address, ImmutableArray<ListingEntry> stories, SiteTexts texts) => address.Kind switch
    {
        ListingKind.Front => "",
        ListingKind.Section => stories.Select(story => story.Section).FirstOrDefault(section => section?.Slug == address.Slug)?.Name ?? address.Slug,
        ListingKind.Author => stories.SelectMany(story => story.Authors).FirstOrDefault(author => author.Slug == address.Slug)?.Name ?? address.Slug,
        ListingKind.Dates => address.Dates?.HeadingIn(texts) ?? "",
        _ => address.Slug.Replace('-', ' '),
    };
}
