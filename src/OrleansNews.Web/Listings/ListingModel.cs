using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>A page of a listing, ready to be shown.</summary>
public sealed record ListingModel
{
    /// <summary>What surrounds it.</summary>
    public required SiteFrame Frame { get; init; }

    /// <summary>The stories, newest first.</summary>
    public required ImmutableArray<ListingEntry> Stories { get; init; }

    /// <summary>The path of the listing's first page.</summary>
    public required string Path { get; init; }

    /// <summary>Which page this is, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>How many pages there are.</summary>
    public required int Pages { get; init; }

    /// <summary>On the front page: the sections with older stories than those it leads with.</summary>
    public ImmutableArray<SectionBlock> Blocks { get; init; } = [];

    /// <summary>The heading of an archive; empty on the front page.</summary>
    public string Heading { get; init; } = "";

    /// <summary>What kind of archive it is.</summary>
    public ListingKind Kind { get; init; }

    /// <summary>The section whose archive it is, with those above it; null for the others.</summary>
    public Term? Section { get; init; }

    /// <summary>Whether this is the front page itself.</summary>
    public bool IsFront => Heading.Length == 0;
}
