using OrleansNews.Layout;
using System.Globalization;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>Reads a page of a listing and gives it its heading.</summary>
internal sealed class ListingReader(IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    /// <summary>The page; null when there is no such page, or nothing was ever listed there. The front page is always there.</summary>
    public async Task<ListingModel?> ReadAsync(ListingAddress address, int page)
    {
        var frame = await frames.GetAsync();
        var size = frame.Settings.StoriesPerPage;
        var listing = await cluster.GetGrain<IListingGrain>(address.Key).ReadAsync(new(page, size)).WaitAsync(options.Value.Deadline);
        var isFirstFront = address.Key == ListingKeys.Front && page == 1;
        if (listing.Items.IsEmpty && !isFirstFront) return null;
        return new()
        {
            Frame = frame,
            Stories = listing.Items,
            Path = address.Path,
            Page = page,
            Pages = Math.Max(1, (listing.Total + size - 1) / size),
            Heading = HeadingOf(address, listing.Items, frame.Dates),
            Kind = address.Kind,
            Section = address.Kind == "Section" ? address.Slug : "",
        };
    }

    // The name of a term stands in the stories that carry it; a tag's name does not, so its slug has to do.
    private static string HeadingOf(ListingAddress address, ImmutableArray<ListingEntry> stories, SiteDates dates) => address.Kind switch
    {
        "" => "",
        "Section" => stories.Select(story => story.Section).FirstOrDefault(section => section?.Slug == address.Slug)?.Name ?? address.Slug,
        "Author" => stories.SelectMany(story => story.Authors).FirstOrDefault(author => author.Slug == address.Slug)?.Name ?? address.Slug,
        "Archive" => dates.Local(stories[0].PublishedAt).ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => address.Slug.Replace('-', ' '),
    };
}
