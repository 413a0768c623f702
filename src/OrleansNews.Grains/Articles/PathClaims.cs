using System.Globalization;

namespace OrleansNews.Articles;

/// <summary>Finds a free path for a story and claims it.</summary>
internal sealed class PathClaims(IGrainFactory grains, ArticleId article)
{
    private const int MostAttempts = 100;

    /// <summary>
    /// The story's path from now on; null when the address that its writer asked for belongs to another story. One made from the headline gets a number
    /// when it is taken: <c>-2</c>, <c>-3</c>, as in WordPress. A story that has a path keeps its last part unless its writer asks for another one.
    /// </summary>
    /// <param name="content">Normalised and valid.</param>
    /// <param name="current">The path so far; empty before the first publication.</param>
    /// <param name="publishedAt">First publication in the site's time zone.</param>
    public async Task<string?> ClaimAsync(ArticleContent content, string current, DateTimeOffset publishedAt)
    {
        var wanted = content.Slug.Length > 0;
        var slug = wanted ? content.Slug : current.Length > 0 ? SlugOf(current) : Slugs.From(content.Title);
        if (slug.Length == 0) slug = article.ToString();
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var path = Permalinks.PathOf(publishedAt, attempt == 1 ? slug : Numbered(slug, attempt));
            if (path == current) return path;
            if (await grains.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)).ClaimAsync(path, article) == article) return path;
            if (wanted) return null;
        }

        return null;
    }

    private static string SlugOf(string path) => path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..];

    private static string Numbered(string slug, int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}");
        return slug[..Math.Min(slug.Length, Slugs.MaxLength - suffix.Length)].TrimEnd('-') + suffix;
    }
}
