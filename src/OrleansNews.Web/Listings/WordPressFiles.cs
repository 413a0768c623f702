using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>
/// The files of WordPress that old links name: <c>index.php</c>, before an address or alone, and those that feeds had before they stood below their pages. WordPress
/// itself leads them to where things are (<c>redirect_canonical</c>), and so does this site.
/// </summary>
internal static class WordPressFiles
{
    private static readonly (string File, string Feed)[] _feeds =
    [
        ("/wp-rss2.php", "/feed/"), ("/wp-rss.php", "/feed/"), ("/wp-rdf.php", "/feed/"), ("/wp-feed.php", "/feed/"), ("/wp-atom.php", "/feed/atom/"), ("/wp-commentsrss2.php", "/comments/feed/"),
    ];

    public static void MapWordPressFiles(this IEndpointRouteBuilder routes)
    {
        // What was asked of the file is asked of the front page, which has the plain addresses.
        routes.MapMethods("/index.php/{**rest}", PageRoutes.Methods, (string? rest, HttpContext context) =>
            TypedResults.LocalRedirect(Urls.Encode("/" + rest?.TrimStart('/')) + context.Request.QueryString, permanent: true));
        foreach (var (file, feed) in _feeds) routes.MapMethods(file, PageRoutes.Methods, () => TypedResults.LocalRedirect(feed, permanent: true));
    }
}
