using System.Globalization;
using OrleansNews.Articles;
using OrleansNews.Site;
using ListingPageResult = OrleansNews.Site.PageResult<OrleansNews.Listings.StoryListing, OrleansNews.Listings.ListingModel>;

namespace OrleansNews.Listings;

/// <summary>The front page and the archives by section, tag, author and month.</summary>
internal static class ListingEndpoints
{
    public static IEndpointRouteBuilder MapListings(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/", GetFrontAsync);
        pages.MapPage("/page/{page:int:min(1)}", (int page, ListingReader listings) => GetAsync(ListingAddress.Front, page, listings));
        MapArchive("/category/{slug}", ListingAddress.Category);
        MapArchive("/tag/{slug}", ListingAddress.Tag);
        MapArchive("/author/{slug}", ListingAddress.Author);
        pages.MapPage("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}", (int year, int month, ListingReader listings) => GetMonthAsync(year, month, 1, listings));
        pages.MapPage("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/page/{page:int:min(1)}", GetMonthAsync);
        return pages;

        void MapArchive(string pattern, Func<string, ListingAddress> address)
        {
            pages.MapPage(pattern, (string slug, ListingReader listings) => GetTermAsync(address, slug, 1, listings));
            pages.MapPage(pattern + "/page/{page:int:min(1)}", (string slug, int page, ListingReader listings) => GetTermAsync(address, slug, page, listings));
        }
    }

    // WordPress's short address of a story, /?p=ID, is a question to the front page.
    private static async Task<IResult> GetFrontAsync(string? p, ListingReader listings, StoryReader stories)
    {
        if (p is null) return await GetAsync(ListingAddress.Front, 1, listings);
        if (!ArticleId.TryParse(p, out var id)) return TypedResults.NotFound();
        return await stories.FindPathAsync(id) is { } path ? TypedResults.LocalRedirect(Layout.Urls.Encode(path), permanent: true) : TypedResults.NotFound();
    }

    private static async Task<Results<ListingPageResult, NotFound>> GetTermAsync(Func<string, ListingAddress> address, string slug, int page, ListingReader listings) =>
        Slugs.IsValid(slug) ? await GetAsync(address(slug), page, listings) : TypedResults.NotFound();

    private static async Task<Results<ListingPageResult, NotFound>> GetMonthAsync(int year, int month, int page, ListingReader listings) =>
        year >= 1 && month is >= 1 and <= 12
            ? await GetAsync(ListingAddress.Month(new(year, month, 1, 0, 0, 0, TimeSpan.Zero)), page, listings)
            : TypedResults.NotFound();

    private static async Task<Results<ListingPageResult, NotFound>> GetAsync(ListingAddress address, int page, ListingReader listings) =>
        await listings.ReadAsync(address, page) is { } model ? new ListingPageResult(model) : TypedResults.NotFound();
}
