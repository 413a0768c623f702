namespace OrleansNews.Listings;

/// <summary>The keys of <see cref="IListingGrain"/>.</summary>
public static class ListingKeys
{
    /// <summary>The front page.</summary>
    public const string Front = "front";

    /// <summary>Every published story; search and warm copies follow it.</summary>
    public const string All = "all";

    /// <summary>A section, by its path: its slug, behind those of the sections above it. The stories of a section are in the listings of these too.</summary>
    public static string Category(string path) => "category/" + path;

    /// <summary>A tag, by slug.</summary>
    public static string Tag(string slug) => "tag/" + slug;

    /// <summary>An author, by slug.</summary>
    public static string Author(string slug) => "author/" + slug;
}
