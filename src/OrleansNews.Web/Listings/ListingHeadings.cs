namespace OrleansNews.Listings;

/// <summary>What readers call an archive.</summary>
internal static class ListingHeadings
{
    /// <summary>The heading; empty for the front page. The name of a term stands in the stories that carry it; a tag's name does not, so its slug has to do.</summary>
    public static string Of(string kind, string slug, DateArchive? dates, ImmutableArray<ListingEntry> stories) => kind switch
    {
        "" => "",
        "Section" => stories.Select(story => story.Section).FirstOrDefault(section => section?.Slug == slug)?.Name ?? slug,
        "Author" => stories.SelectMany(story => story.Authors).FirstOrDefault(author => author.Slug == slug)?.Name ?? slug,
        "Archive" => dates?.Heading ?? "",
        _ => slug.Replace('-', ' '),
    };
}
