using OrleansNews.Layout;

namespace OrleansNews.Site.Feeds;

/// <summary>WordPress's addresses of a feed: below the page that it follows.</summary>
internal static class FeedRoutes
{
    /// <summary>Maps <c>feed/</c> and <c>feed/atom/</c> below <paramref name="page"/>; the other names of RSS lead to the first.</summary>
    /// <param name="pages">Where.</param>
    /// <param name="page">The pattern of the page, with a slash at the end.</param>
    /// <param name="find">The source of the feed, given where the request found the site, which it begins addresses with; null when there can be none.</param>
    public static void MapFeed(this IEndpointRouteBuilder pages, string page, Func<HttpContext, FeedFormat, Func<string, IPageSource>?> find)
    {
        pages.MapMethods(page + "feed", PageRoutes.Methods, context => AnswerAsync(context, FeedFormat.Rss));
        pages.MapMethods(page + "feed/atom", PageRoutes.Methods, context => AnswerAsync(context, FeedFormat.Atom));
        pages.MapMethods(page + "feed/{name:regex(^(rss|rss2|rdf)$)}", PageRoutes.Methods, (HttpContext context, string name) =>
            TypedResults.LocalRedirect(Urls.Encode(context.Request.Path.Value![..^(name.Length + 1)]), permanent: true));

        Task AnswerAsync(HttpContext context, FeedFormat format)
        {
            IResult answer = find(context, format) is { } source ? new SharedDocumentResult(context.Request.Path.Value!, source) : TypedResults.NotFound();
            return answer.ExecuteAsync(context);
        }
    }
}
