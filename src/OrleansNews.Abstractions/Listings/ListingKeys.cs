namespace OrleansNews.Listings;

/// <summary>The keys of <see cref="IListingGrain"/>.</summary>
public static class ListingKeys
{
    /// <summary>The front page.</summary>
    public const string Front = "front";

    /// <summary>Every published story; search and warm copies follow it.</summary>
    public const string All = "all";

    /// <summary>A section, by slug.</summary>
    public static string Category(string slug) => "category/" + slug;

    /// <summary>A tag, by slug.</summary>
    public static string Tag(string slug) => "tag/" + slug;

    /// <summary>An author, by slug.</summary>
    public static string Author(string slug) => "author/" + slug;
}
