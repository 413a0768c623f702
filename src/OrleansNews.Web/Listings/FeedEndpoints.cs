using System.Globalization;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>Feeds of the newest stories: of the site, and of each section, tag, author, year, month and day.</summary>
internal static class FeedEndpoints
{
    public static IEndpointRouteBuilder MapStoryFeeds(this IEndpointRouteBuilder pages)
    {
        pages.MapFeed("/", (context, format) => ReadAsync(ListingAddress.Front, context, format));
        MapTerm("/category/{slug}/", ListingAddress.Category);
        MapTerm("/tag/{slug}/", ListingAddress.Tag);
        MapTerm("/author/{slug}/", ListingAddress.Author);
        pages.MapFeed("/{year:regex(^\\d{{4}}$)}/", ReadDatesAsync);
        pages.MapFeed("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/", ReadDatesAsync);
        pages.MapFeed("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/{day:regex(^\\d{{2}}$)}/", ReadDatesAsync);
        return pages;

        void MapTerm(string page, Func<string, ListingAddress> address) => pages.MapFeed(page, (context, format) =>
            context.GetRouteValue("slug") is string slug && Slugs.IsValid(slug) ? ReadAsync(address(slug), context, format) : NothingAsync());
    }

    private static Task<Feed?> ReadDatesAsync(HttpContext context, FeedFormat format) =>
        DateArchive.Of(Number(context, "year") ?? 0, Number(context, "month"), Number(context, "day")) is { } archive
            ? ReadAsync(ListingAddress.Of(archive), context, format)
            : NothingAsync();

    private static int? Number(HttpContext context, string name) =>
        context.GetRouteValue(name) is string text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static Task<Feed?> ReadAsync(ListingAddress source, HttpContext context, FeedFormat format) =>
        context.RequestServices.GetRequiredService<StoryFeeds>().ReadAsync(source, format, context.Request);

    private static Task<Feed?> NothingAsync() => Task.FromResult<Feed?>(null);
}
