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
    public const int MaxPathLength = Slugs.MaxLength + 32;

    /// <summary>The path of a story with WordPress's default pattern <c>/%year%/%monthnum%/%day%/%postname%/</c>.</summary>
    /// <param name="publishedAt">First publication, in the site's time zone.</param>
    /// <param name="slug">A valid slug.</param>
    public static string PathOf(DateTimeOffset publishedAt, string slug) =>
        string.Create(CultureInfo.InvariantCulture, $"/{publishedAt:yyyy}/{publishedAt:MM}/{publishedAt:dd}/{slug}/");

    /// <summary>The key of the <see cref="IPermalinkGrain"/> that keeps <paramref name="path"/>.</summary>
    public static long BucketOf(string path) => (long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(path)) % Buckets);
}
