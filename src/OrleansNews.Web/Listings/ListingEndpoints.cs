using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Search;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>The front page and the archives by section, tag, author, year, month and day.</summary>
internal static class ListingEndpoints
{
    public static IEndpointRouteBuilder MapListings(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/", PageRoutes.Methods, GetFrontAsync);
        pages.MapMethods("/page/{page:int:min(1)}", PageRoutes.Methods, GetFrontPageAsync);
        MapArchive("/category/{slug}", ListingAddress.Category);
        pages.MapMethods("/category/{parent}/{**rest}", PageRoutes.Methods, GetSection);
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

    // WordPress's addresses of a search, /?s=WORDS, and its plain addresses, /?p=ID among them, are questions to the front page.
    private static async Task<IResult> GetFrontAsync(string? s, HttpContext context, ListingPages listings, StoryReader stories, SearchPages searches)
    {
        if (s is not null && PlainAddress.PageOf(context.Request.Query) is { } page) return TypedResults.LocalRedirect(SearchQuestion.Of(context.Request.Query).AddressOf(page), permanent: true);
        if (s is not null) return await searches.GetAsync(1, context);
        if (!PlainAddress.IsIn(context.Request.Query)) return Get(ListingAddress.Front, 1, context, listings);
        return await PlainAddress.FindAsync(context.Request.Query, stories.FindAddressAsync) is { } path ? TypedResults.LocalRedirect(Urls.Encode(path), permanent: true) : TypedResults.NotFound();
    }

    // A section below another one, at any depth, with its pages and feeds.
    private static IResult GetSection(string parent, string rest, HttpContext context, ListingPages listings, StoryFeeds feeds)
    {
        if (SectionAddress.Of($"{parent}/{rest}") is not { } address) return TypedResults.NotFound();
        if (context.Request.Path.Value != address.Canonical) return TypedResults.LocalRedirect(Urls.Encode(address.Canonical) + context.Request.QueryString, permanent: true);
        var listing = ListingAddress.Category(address.Path);
        if (address.Feed is not { } format) return new SharedPageResult(address.Canonical, listings.At(listing, address.Page));
        return new SharedDocumentResult(address.Canonical, asked => feeds.At(listing, format, asked));
    }

    private static async Task<IResult> GetFrontPageAsync(int page, string? s, HttpContext context, ListingPages listings, SearchPages searches) =>
        s is null ? Get(ListingAddress.Front, page, context, listings) : await searches.GetAsync(page, context);

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
