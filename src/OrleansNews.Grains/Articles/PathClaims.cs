using System.Collections.Immutable;
using System.Globalization;
using OrleansNews.Site;

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
    /// <param name="settings">Say which pattern addresses follow.</param>
    /// <param name="section">The section.</param>
    /// <param name="byline">The authors.</param>
    public async Task<string?> ClaimAsync(
        ArticleContent content, string current, DateTimeOffset publishedAt, SiteSettings settings, Term section, ImmutableArray<Term> byline)
    {
        var pattern = PermalinkPattern.Of(settings.Permalinks);
        var wanted = content.Slug.Length > 0;
        var slug = wanted ? content.Slug : SlugOf(current, settings) ?? Slugs.From(content.Title);
        if (slug.Length == 0) slug = article.ToString();
        string? tried = null;
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var path = pattern.PathOf(article, attempt == 1 ? slug : Numbered(slug, attempt), publishedAt, section.Path, byline.IsEmpty ? "" : byline[0].Slug);
            if (path == current) return path;
            if (path == tried) return null; // The pattern has no name in it that a number could be added to.
            tried = path;
            if (Permalinks.IsReserved(path)) continue;
            if (await grains.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)).ClaimAsync(path, article) == article) return path;
            if (wanted) return null;
        }

        return null;
    }

    // The name that the story has in its address, whichever pattern that follows.
    private static string? SlugOf(string current, SiteSettings settings) => current.Length == 0 ? null
        : settings.FormerPermalinks.OrEmpty().Prepend(settings.Permalinks).Append(PermalinkPattern.Default)
            .Select(pattern => PermalinkPattern.Of(pattern).SlugIn(current)).FirstOrDefault(slug => slug is not null);

    private static string Numbered(string slug, int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}");
        return slug[..Math.Min(slug.Length, Slugs.MaxLength - suffix.Length)].TrimEnd('-') + suffix;
    }
}
