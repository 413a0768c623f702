using System.Globalization;
using OrleansNews.Layout;

namespace OrleansNews.Listings;

/// <summary>Which listing an address means.</summary>
/// <param name="Key">The key of the <see cref="IListingGrain"/>.</param>
/// <param name="Path">The path of its first page.</param>
/// <param name="Kind">What its stories have in common.</param>
/// <param name="Slug">The path of a section, the slug of a tag or author; empty for the others.</param>
internal sealed record ListingAddress(string Key, string Path, ListingKind Kind, string Slug)
{
    /// <summary>The days of an archive by date; null for the others.</summary>
    public DateArchive? Dates { get; init; }

    /// <summary>The path of page <paramref name="page"/>, from 1.</summary>
    public string PathOf(int page) => page == 1 ? Path : string.Create(CultureInfo.InvariantCulture, $"{Path}page/{page}/");

    /// <summary>What to ask the listing for a page.</summary>
    public ListingQuery Query(SiteDates dates, int page, int size) => Dates?.Query(dates, page, size) ?? new(page, size);

    public static ListingAddress Front { get; } = new(ListingKeys.Front, "/", ListingKind.Front, "");

    public static ListingAddress Category(string path) => new(ListingKeys.Category(path), $"/category/{path}/", ListingKind.Section, path);

    public static ListingAddress Tag(string slug) => new(ListingKeys.Tag(slug), $"/tag/{slug}/", ListingKind.Tag, slug);

    public static ListingAddress Author(string slug) => new(ListingKeys.Author(slug), $"/author/{slug}/", ListingKind.Author, slug);

    /// <summary>An archive by date: a span of time in the listing of all stories, on the calendar that the newspaper has now.</summary>
    public static ListingAddress Of(DateArchive dates) => new(ListingKeys.All, dates.Path, ListingKind.Dates, "") { Dates = dates };
}
