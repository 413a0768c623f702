using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace OrleansNews.Articles;

/// <summary>How the address of a story is made, and which grain keeps it.</summary>
public static class Permalinks
{
    /// <summary>How many buckets paths are spread over; the number is part of the stored data.</summary>
    public const int Buckets = 1024;

    /// <summary>The longest path that can belong to a story, in characters.</summary>
    public const int MaxPathLength = ((2 + Term.MostLevels) * (Slugs.MaxLength + 1)) + PermalinkPattern.MaxLength;

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "api", "assets", "author", "category", "comments", "dashboard", "feed", "health", "login", "logout", "media", "metrics", "newsroom", "openapi", "page", "search", "setup", "tag",
        "wp-admin", "wp-content", "wp-includes", "wp-json",
    };

    /// <summary>The path of a story with WordPress's default pattern <c>/%year%/%monthnum%/%day%/%postname%/</c>.</summary>
    /// <param name="publishedAt">First publication, in the site's time zone.</param>
    /// <param name="slug">A valid slug.</param>
    public static string PathOf(DateTimeOffset publishedAt, string slug) =>
        string.Create(CultureInfo.InvariantCulture, $"/{publishedAt:yyyy}/{publishedAt:MM}/{publishedAt:dd}/{slug}/");

    /// <summary>
    /// Whether the site itself answers at a path, so that no story may have it: its own first segments, archives by date, and what stands below a page (<c>feed</c>,
    /// <c>page</c>, <c>comment-page-2</c>).
    /// </summary>
    public static bool IsReserved(string path)
    {
        var segments = path.Trim('/').Split('/');
        return Reserved.Contains(segments[0])
            || segments[^1] is "feed" or "atom" or "page" or "what-changed"
            || segments[^1].StartsWith("comment-page-", StringComparison.Ordinal)
            || (segments.Length <= 3 && segments[0].Length == 4 && segments.All(segment => segment.All(char.IsAsciiDigit)) && segments.Skip(1).All(segment => segment.Length == 2));
    }

    /// <summary>The key of the <see cref="IPermalinkGrain"/> that keeps <paramref name="path"/>.</summary>
    public static long BucketOf(string path) => (long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(path)) % Buckets);
}
