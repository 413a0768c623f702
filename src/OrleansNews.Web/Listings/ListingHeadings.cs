using OrleansNews.Layout;

namespace OrleansNews.Listings;

/// <summary>What readers call an archive.</summary>
internal static class ListingHeadings
{
    /// <summary>The heading; empty for the front page. The name of a term stands in the stories that carry it, but for a tag's, which comes from <see cref="TagNames"/>; unknown, its slug has to do.</summary>
    public static string Of(ListingAddress address, ImmutableArray<ListingEntry> stories, SiteFrame frame, string? tag) => address.Kind switch
    {
        ListingKind.Front => "",
        ListingKind.Section => SectionOf(address, stories, frame)!.Name,
        ListingKind.Author => stories.SelectMany(story => story.Authors).FirstOrDefault(author => author.Slug == address.Slug)?.Name ?? address.Slug,
        ListingKind.Dates => address.Dates?.HeadingIn(frame.Texts) ?? "",
        _ => tag ?? address.Slug.Replace('-', ' '),
    };

    /// <summary>The section of an archive, with those above it; null for another archive. Its name is the one of the navigation, else that of its newest story.</summary>
    public static Term? SectionOf(ListingAddress address, ImmutableArray<ListingEntry> stories, SiteFrame frame)
    {
        if (address.Kind != ListingKind.Section) return null;
        var known = frame.Settings.Sections.IsDefault ? [] : frame.Settings.Sections;
        return known.Concat(stories.Select(story => story.Section).OfType<Term>()).SelectMany(section => section.Line).FirstOrDefault(section => section.Path == address.Slug)
            ?? address.Slug.Split('/').Aggregate((Term?)null, (parent, slug) => new(slug, slug, parent));
    }
}
