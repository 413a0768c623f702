using System.Globalization;

namespace OrleansNews.Listings;

/// <summary>Which listing an address means.</summary>
/// <param name="Key">The key of the <see cref="IListingGrain"/>.</param>
/// <param name="Path">The path of its first page.</param>
/// <param name="Kind">What kind of archive it is, in a word for readers.</param>
/// <param name="Slug">The slug of section, tag or author; empty for the others.</param>
internal sealed record ListingAddress(string Key, string Path, string Kind, string Slug)
{
    /// <summary>The path of page <paramref name="page"/>, from 1.</summary>
    public string PathOf(int page) => page == 1 ? Path : string.Create(CultureInfo.InvariantCulture, $"{Path}page/{page}/");

    public static ListingAddress Front { get; } = new(ListingKeys.Front, "/", "", "");

    public static ListingAddress Category(string slug) => new(ListingKeys.Category(slug), $"/category/{slug}/", "Section", slug);

    public static ListingAddress Tag(string slug) => new(ListingKeys.Tag(slug), $"/tag/{slug}/", "Tag", slug);

    public static ListingAddress Author(string slug) => new(ListingKeys.Author(slug), $"/author/{slug}/", "Author", slug);

    public static ListingAddress Month(DateTimeOffset month) =>
        new(ListingKeys.Month(month), $"/{month.Year:0000}/{month.Month:00}/", "Archive", "");
}
