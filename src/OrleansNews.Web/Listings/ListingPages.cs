using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>Makes the pages of listings, and tells whether one that was made is still true.</summary>
internal sealed class ListingPages(IClusterClient cluster, KnownListings names, ListingExtents extents, TagNames tags, SiteFrames frames, PageRenderer renderer, IOptions<ReadOptions> options)
{
    /// <summary>One read shows what the front page leads with, and the sections below it.</summary>
    private const int MostOnFront = 100;

    /// <summary>How a page of a listing is answered to everybody.</summary>
    public IPageSource At(ListingAddress address, int page) => new Source(this, address, page);

    private async Task<PageAnswer> ReadAsync(ListingAddress address, int page, PageEdition? known)
    {
        var frame = await frames.GetAsync();
        if (!await names.MayExistAsync(address)) return new PageMissing(StatusCodes.Status404NotFound);
        var size = frame.Settings.StoriesPerPage;
        if (!await extents.MayReachAsync(address, frame.Dates, page, size)) return new PageMissing(StatusCodes.Status404NotFound);
        var isFront = address == ListingAddress.Front && page == 1;
        // With other settings the same listing makes another page, and all of it is needed.
        var asksForChanges = known is not null && known.Version == VersionOf(frame, known.Version.Content);
        var listing = await cluster.GetGrain<IListingGrain>(address.Key)
            .ReadAsync(address.Query(frame.Dates, page, isFront ? MostOnFront : size) with { KnownVersion = asksForChanges ? known!.Version.Content : 0 }).WaitAsync(options.Value.Deadline);
        extents.Learn(address, listing.Total);
        // Versions only grow: a lower one comes from an activation that is behind.
        if (known is not null && (listing.Version < known.Version.Content || known.Version == VersionOf(frame, listing.Version))) return known;
        if (listing.Items.IsEmpty && !isFront) return new PageMissing(StatusCodes.Status404NotFound);
        var finished = await renderer.RenderAsync<StoryListing, ListingModel>(new()
        {
            Frame = frame,
            Stories = [.. listing.Items.Take(size)],
            Blocks = isFront ? SectionBlock.Of(listing.Items.Skip(size)) : [],
            Path = address.Path,
            Page = page,
            Pages = Math.Max(1, (listing.Total + size - 1) / size),
            Heading = ListingHeadings.Of(address, listing.Items, frame, await tags.FindAsync(address, listing.Items)),
            Kind = address.Kind,
            Section = ListingHeadings.SectionOf(address, listing.Items, frame),
        });
        return new PageEdition(VersionOf(frame, listing.Version), finished);
    }

    private static PageVersion VersionOf(SiteFrame frame, long listing) => new(PageVersion.ThisBuild, frame.Settings.Version, frame.SectionsHash, listing);

    private sealed class Source(ListingPages pages, ListingAddress address, int page) : IPageSource
    {
        public ArticleId? Article => null;

        public Task<PageAnswer> ReadAsync(PageEdition? known) => pages.ReadAsync(address, page, known);
    }
}
