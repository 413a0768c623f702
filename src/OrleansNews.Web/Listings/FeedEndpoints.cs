using System.Globalization;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>Feeds of the newest stories: of the site, and of each section, tag, author, year, month and day.</summary>
internal static class FeedEndpoints
{
    public static IEndpointRouteBuilder MapStoryFeeds(this IEndpointRouteBuilder pages)
    {
        pages.MapFeed("/", (context, format) => Find(ListingAddress.Front, context, format));
        MapTerm("/category/{slug}/", ListingAddress.Category);
        MapTerm("/tag/{slug}/", ListingAddress.Tag);
        MapTerm("/author/{slug}/", ListingAddress.Author);
        pages.MapFeed("/{year:regex(^\\d{{4}}$)}/", FindDates);
        pages.MapFeed("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/", FindDates);
        pages.MapFeed("/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/{day:regex(^\\d{{2}}$)}/", FindDates);
        return pages;

        void MapTerm(string page, Func<string, ListingAddress> address) => pages.MapFeed(page, (context, format) =>
            context.GetRouteValue("slug") is string slug && Slugs.IsValid(slug) ? Find(address(slug), context, format) : null);
    }

    private static Func<string, IPageSource>? FindDates(HttpContext context, FeedFormat format) =>
        DateArchive.Of(Number(context, "year") ?? 0, Number(context, "month"), Number(context, "day")) is { } archive
            ? Find(ListingAddress.Of(archive), context, format)
            : null;

    private static int? Number(HttpContext context, string name) =>
        context.GetRouteValue(name) is string text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static Func<string, IPageSource> Find(ListingAddress source, HttpContext context, FeedFormat format)
    {
        var feeds = context.RequestServices.GetRequiredService<StoryFeeds>();
        return asked => feeds.At(source, format, asked);
    }
}
