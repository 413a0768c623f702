using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Listings;

namespace OrleansNews.Newsroom;

/// <summary>The stories that somebody may open.</summary>
/// <param name="Frame">What surrounds them.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Shown">Which are shown.</param>
/// <param name="Counts">How many there are of each.</param>
public sealed record StoryListModel(SiteFrame Frame, Actor Actor, StoryShelf Shown, ImmutableArray<(StoryShelf Shelf, int Count)> Counts)
{
    /// <summary>Stories in hand.</summary>
    public ImmutableArray<StoryInHand> Stories { get; init; } = [];

    /// <summary>Stories that readers see.</summary>
    public ImmutableArray<ListingEntry> Published { get; init; } = [];

    /// <summary>What is looked for.</summary>
    public StoryQuestion Question { get; init; } = new();

    /// <summary>The sections that there are.</summary>
    public ImmutableArray<Term> Sections { get; init; } = [];

    public int Page { get; init; } = 1;

    public int Pages { get; init; } = 1;
}
