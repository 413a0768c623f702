using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>The front page and the archives by section, tag, author, year, month and day.</summary>
internal static class ListingEndpoints
{
    public static IEndpointRouteBuilder MapListings(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/", PageRoutes.Methods, GetFrontAsync);
        pages.MapMethods("/page/{page:int:min(1)}", PageRoutes.Methods, (int page, HttpContext context, ListingPages listings) => Get(ListingAddress.Front, page, context, listings));
        MapArchive("/category/{slug}", ListingAddress.Category);
        MapArchive("/tag/{slug}", ListingAddress.Tag);
        MapArchive("/author/{slug}", ListingAddress.Author);
        MapDates("/{year:regex(^\\d{{4}}$)}");
        MapDates("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}");
        MapDates("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/{day:regex(^\\d{{2}}$)}");
        return pages;

        void MapDates(string pattern)
        {
            pages.MapMethods(pattern, PageRoutes.Methods, (int year, int? month, int? day, HttpContext context, ListingPages listings) => GetDates(year, month, day, 1, context, listings));
            pages.MapMethods(pattern + "/page/{page:int:min(1)}", PageRoutes.Methods, GetDates);
        }

        void MapArchive(string pattern, Func<string, ListingAddress> address)
        {
            pages.MapMethods(pattern, PageRoutes.Methods, (string slug, HttpContext context, ListingPages listings) => GetTerm(address, slug, 1, context, listings));
            pages.MapMethods(pattern + "/page/{page:int:min(1)}", PageRoutes.Methods, (string slug, int page, HttpContext context, ListingPages listings) => GetTerm(address, slug, page, context, listings));
        }
    }

    // WordPress's short address of a story, /?p=ID, is a question to the front page.
    private static async Task<IResult> GetFrontAsync(string? p, HttpContext context, ListingPages listings, StoryReader stories)
    {
        if (p is null) return Get(ListingAddress.Front, 1, context, listings);
        if (!ArticleId.TryParse(p, out var id)) return TypedResults.NotFound();
        return await stories.FindPathAsync(id) is { } path ? TypedResults.LocalRedirect(Urls.Encode(path), permanent: true) : TypedResults.NotFound();
    }

    private static IResult GetTerm(Func<string, ListingAddress> address, string slug, int page, HttpContext context, ListingPages listings) =>
        Slugs.IsValid(slug) ? Get(address(slug), page, context, listings) : TypedResults.NotFound();

    private static IResult GetDates(int year, int? month, int? day, int page, HttpContext context, ListingPages listings) =>
        DateArchive.Of(year, month, day) is { } archive ? Get(ListingAddress.Of(archive), page, context, listings) : TypedResults.NotFound();

    // One address for each page: /page/1/ and /page/007/ lead to it.
    private static IResult Get(ListingAddress address, int page, HttpContext context, ListingPages listings)
    {
        var path = address.PathOf(page);
        return context.Request.Path.Value == path
            ? new SharedPageResult(path, listings.At(address, page))
            : TypedResults.LocalRedirect(Urls.Encode(path) + context.Request.QueryString, permanent: true);
    }
}
