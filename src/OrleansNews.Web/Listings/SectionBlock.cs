namespace OrleansNews.Listings;

/// <summary>The newest stories of a section on the front page, below those that the front page leads with.</summary>
/// <param name="Section">The section.</param>
/// <param name="Stories">Newest first, at least one.</param>
public sealed record SectionBlock(Term Section, ImmutableArray<ListingEntry> Stories)
{
    private const int MostStories = 4;
    private const int MostBlocks = 9;

    /// <summary>The sections of some stories, in the order of their newest one.</summary>
    public static ImmutableArray<SectionBlock> Of(IEnumerable<ListingEntry> stories) =>
    [
        .. stories.Where(story => story.Section is not null)
            .GroupBy(story => story.Section!.Root.Slug)
            .Select(section => new SectionBlock(section.First().Section!.Root, [.. section.Take(MostStories)]))
            .Take(MostBlocks),
    ];
}
