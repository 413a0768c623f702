using System.Net;

namespace OrleansNews.Newsroom;

/// <summary>An address that readers may ask for.</summary>
/// <param name="Path">What is asked for.</param>
/// <param name="Before">The status while the embargo lasts.</param>
/// <param name="After">The status when it is over and the story out.</param>
/// <param name="Shows">Words that must be there then.</param>
internal sealed record EmbargoAddress(string Path, HttpStatusCode Before, HttpStatusCode After, params string[] Shows);

/// <summary>Every public address at which a story, or a word of it, could come to light.</summary>
internal static class EmbargoAddresses
{
    private const string Path = "/2026/11/22/uncommonpath/";
    private const string NewPath = "/2026/11/22/changedpath/";

    // What a story's own page and feeds consist of, field by field.
    private static readonly string[] Page =
    [
        "Zanzibarquartz", "Mirabellenfeld", "Wolframlilie", "Brunnbach", "Tarnowhafen", "Glimmerwyck", "uncommonpath", "Lorbeersaphir", "Distelopal", "Altkarmin", "Unterlapis", "Kreditonyx",
    ];

    private static readonly string[] ChangedPage = ["Changedzircon", "Changedtopaz", "Changedberyl", "Changedjasper", "changedpath"];

    private static readonly string[] Headlines = ["Zanzibarquartz", "Changedzircon"];

    private static readonly string[] Feed = ["Zanzibarquartz", "Brunnbach", "Glimmerwyck", "uncommonpath", "Changedzircon", "changedpath"];

    /// <summary>All of them.</summary>
    /// <param name="story">The number of the story under embargo.</param>
    /// <param name="changed">The number of the published one whose change is.</param>
    /// <param name="path">Where readers have that one.</param>
    public static IReadOnlyList<EmbargoAddress> Of(long story, long changed, string path) =>
    [
        // The story itself, by whatever name.
        Hidden(Path, Page), Moved($"/?p={story}", "uncommonpath"), Hidden(Path + "feed/"), Hidden(Path + "feed/atom/"), Hidden(Path + "comment-page-1/"),
        Never(Path + "what-changed/"), Never(Path + "entry-1/"), Never(Path + "entries/feed/"), Never($"/api/articles/{story}/entries"),
        Hidden($"/api/articles/{story}/comments"), Known($"/api/comments/counts?articles={story}"),
        Hidden($"/wp-json/oembed/1.0/embed?url={Path}", "Zanzibarquartz", "Qorvandel", "Brunnbach", "uncommonpath"), Hidden($"/wp-json/oembed/1.0/embed?format=xml&url={Path}", "Zanzibarquartz", "Qorvandel"),
        Hidden($"/wp-json/oembed/1.0/embed?url=/%3Fp={story}", "Zanzibarquartz"), Never($"/wp-json/wp/v2/posts/{story}"),

        // The change of the other.
        new(path, HttpStatusCode.OK, HttpStatusCode.MovedPermanently, "changedpath"), Hidden(NewPath, ChangedPage), new($"/?p={changed}", HttpStatusCode.MovedPermanently, HttpStatusCode.MovedPermanently, "changedpath"),
        new(path + "feed/", HttpStatusCode.OK, HttpStatusCode.MovedPermanently, "changedpath"), Hidden(NewPath + "feed/", "Changedzircon"), Never(NewPath + "what-changed/"),
        new($"/wp-json/oembed/1.0/embed?url={path}", HttpStatusCode.OK, HttpStatusCode.OK, "Changedzircon", "changedpath"), Known($"/api/articles/{changed}/comments"),

        // Lists.
        Known("/", Headlines), Known("/feed/", Feed), Known("/feed/atom/", Feed), Known("/comments/feed/"), Known("/category/local/", Headlines), Known("/category/local/feed/", Feed),
        Known("/tag/harbour/", Headlines), Hidden("/tag/glimmerwyck/", "Zanzibarquartz", "Qorvandel"), Hidden("/tag/glimmerwyck/feed/", "Zanzibarquartz"),
        Hidden("/author/xanthe-brunnbach/", "Zanzibarquartz", "Qorvandel"), Hidden("/author/xanthe-brunnbach/feed/", "Zanzibarquartz"), Hidden("/author/changedjasper/", "Changedzircon"),
        Known("/2026/", Headlines), Known("/2026/11/", Headlines), Known("/2026/11/22/", Headlines), Known("/2026/feed/", Feed), Known("/2026/11/feed/", Feed), Known("/2026/11/22/feed/", Feed),
        Known("/2026/feed/atom/", Feed), Known("/2026/11/feed/atom/", Feed), Known("/2026/11/22/feed/atom/", Feed), Known("/category/local/feed/atom/", Feed), Known("/tag/harbour/feed/", Feed),
        Known("/tag/harbour/feed/atom/", Feed), Hidden("/author/xanthe-brunnbach/feed/atom/", "Zanzibarquartz"), Known("/comments/feed/atom/"),
        Known("/sitemap.xml"), Known("/sitemap-1.xml", "uncommonpath", "changedpath"), Known("/news-sitemap.xml", "Zanzibarquartz", "uncommonpath", "Changedzircon"), Known("/robots.txt"),

        // Search, for each word that is indexed.
        .. new[] { "Zanzibarquartz", "Qorvandel", "Wolframlilie", "Brunnbach", "Glimmerwyck" }.SelectMany(word => new[] { Known($"/?s={word}", "uncommonpath"), Known($"/api/search?q={word}", "uncommonpath") }),
        .. new[] { "Changedzircon", "Changedtopaz", "Changedjasper" }.SelectMany(word => new[] { Known($"/?s={word}", "changedpath"), Known($"/api/search?q={word}", "changedpath") }),
        Known("/?s=Mirabellenfeld"), Known("/?s=Altkarmin"), Known("/?s=uncommonpath"), Known("/?s=Noteamethyst"),
    ];

    /// <summary>Addresses that lead elsewhere, or that no story is expected at: no word may be at these either, whatever they answer.</summary>
    /// <param name="story">The number of the story under embargo.</param>
    /// <param name="changed">The number of the published one whose change is.</param>
    /// <param name="picture">A file of the picture at the head of the story.</param>
    public static IReadOnlyList<string> Elsewhere(long story, long changed, string picture) =>
    [
        picture, "/moderation-log", "/opensearch.xml", "/page/2/", "/category/local/page/2/", "/category/local/below/", "/tag/harbour/page/2/", "/author/mara-lind/page/2/",
        "/2026/page/2/", "/2026/11/page/2/", "/2026/11/22/page/2/", "/search/Qorvandel/", "/search/Qorvandel/page/2/", "/search/Changedzircon/", $"/index.php{Path}", $"/index.php{NewPath}", $"/index.php?p={story}",
        .. new[] { "rss2", "rss", "rdf", "feed", "atom", "commentsrss2" }.Select(file => $"/wp-{file}.php"), "/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml", "/sitemap_index.xml",
        .. new[] { "", "/category/local", "/tag/glimmerwyck", "/author/xanthe-brunnbach", "/2026", "/2026/11", "/2026/11/22", "/comments" }.Select(of => of + "/feed/rss2/"),
        .. new[] { story, changed }.Select(of => CommentId.Native(new(of), 1)).SelectMany(comment => new[] { $"/comments/{comment}", $"/comments/{comment}/flag", $"/comments/{comment}/edit", $"/api/comments/{comment}" }),
    ];

    /// <summary>What of the newsroom speaks of one story: nobody without a right to it gets an answer.</summary>
    public static IEnumerable<string> OfNewsroom(long story, long changed) =>
        new[] { story, changed }.SelectMany(number => new[] { "", "/history", "/history?from=1&to=0", "/history?saved-draft=AAAAAAAAAAAAAAAAAAAAAA", "/live", "/live/1" }.Select(below => $"/newsroom/stories/{number}{below}"));

    /// <summary>What of the newsroom lists stories or pictures, and shows everybody their own.</summary>
    public static IEnumerable<string> Lists(long story, long picture) =>
    [
        "/newsroom", "/newsroom/stories", "/newsroom/stories?show=embargoed", "/newsroom/stories?show=all", "/newsroom/stories?show=changes", "/newsroom/stories?show=published", "/newsroom/comments",
        "/newsroom/media", "/api/media", $"/newsroom/media/{picture}", $"/newsroom/media/{picture}/deletion", $"/api/media/{picture}", $"/api/articles/{story}/staff-tools",
    ];

    private static EmbargoAddress Hidden(string path, params string[] shows) => new(path, HttpStatusCode.NotFound, HttpStatusCode.OK, shows);

    private static EmbargoAddress Known(string path, params string[] shows) => new(path, HttpStatusCode.OK, HttpStatusCode.OK, shows);

    private static EmbargoAddress Moved(string path, params string[] shows) => new(path, HttpStatusCode.NotFound, HttpStatusCode.MovedPermanently, shows);

    private static EmbargoAddress Never(string path) => new(path, HttpStatusCode.NotFound, HttpStatusCode.NotFound);
}
