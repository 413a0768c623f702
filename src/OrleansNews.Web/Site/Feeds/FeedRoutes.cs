using System.Text.RegularExpressions;
using OrleansNews.Layout;

namespace OrleansNews.Site.Feeds;

/// <summary>WordPress's addresses of a feed: below the page that it follows.</summary>
internal static partial class FeedRoutes
{
    /// <summary>How the address of a feed ends, behind a slash, as a part of a regular expression: the names that are served, and those that lead to them.</summary>
    public const string Ending = "feed(/(atom|rss|rss2|rdf))?";

    /// <summary>Whether whoever asks for this path asks for a feed.</summary>
    public static bool IsFeed(string path) => Feed().IsMatch(path);

    /// <summary>The path of a feed as documents are kept under: that of the page that it follows in lower case, encoded or not as a request has it.</summary>
    public static string PathOf(string page, FeedFormat format) => page + (format == FeedFormat.Atom ? "feed/atom/" : "feed/");

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
            return Answer().ExecuteAsync(context);

            IResult Answer()
            {
                if (find(context, format) is not { } source) return TypedResults.NotFound();

                // Routes take any case, and each spelling would be kept as a document of its own.
                var canonical = context.Request.Path.Value!.ToLowerInvariant();
                return context.Request.Path.Value == canonical
                    ? new SharedDocumentResult(canonical, source)
                    : TypedResults.LocalRedirect(Urls.Encode(canonical) + context.Request.QueryString, permanent: true);
            }
        }
    }

    [GeneratedRegex("/" + Ending + "/?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Feed();
}
