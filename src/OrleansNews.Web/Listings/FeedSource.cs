using OrleansNews.Layout;

namespace OrleansNews.Listings;

/// <summary>What a feed of stories follows.</summary>
/// <param name="Key">The key of the <see cref="IListingGrain"/>.</param>
/// <param name="Path">The path of the page.</param>
/// <param name="Kind">Section, Tag, Author or Archive; empty for the whole site.</param>
/// <param name="Slug">The slug of section, tag or author.</param>
/// <param name="Dates">The days of an archive by date; null for the others.</param>
internal sealed record FeedSource(string Key, string Path, string Kind, string Slug, DateArchive? Dates = null)
{
    public static FeedSource Of(ListingAddress address) => new(address.Key, address.Path, address.Kind, address.Slug);

    public static FeedSource Of(DateArchive archive) => new(ListingKeys.All, archive.Path, "Archive", "", archive);

    /// <summary>What to ask the listing for the newest stories.</summary>
    public ListingQuery Query(SiteDates dates, int count) => Dates?.Query(dates, 1, count) ?? new(1, count);
}
