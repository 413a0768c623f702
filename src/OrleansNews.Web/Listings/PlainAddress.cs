using System.Globalization;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>
/// WordPress's plain addresses, which ask the front page for everything: <c>/?p=7</c>, <c>/?category_name=politics/local&amp;paged=2</c>, <c>/?feed=atom&amp;tag=x</c>. Each
/// leads to the one address of what it means. Sections and authors have no numbers here, so their numbers lead nowhere.
/// </summary>
internal static class PlainAddress
{
    /// <summary>Whether a query asks for something.</summary>
    public static bool IsIn(IQueryCollection query) => PageQuestions.OfFront.Any(query.ContainsKey);

    /// <summary>The page that a query asks for, from 1; null when it asks for none.</summary>
    public static int? PageOf(IQueryCollection query) => Number(query["paged"]);

    /// <summary>The path of what a query asks for; null when it can be nothing.</summary>
    /// <param name="query">The query.</param>
    /// <param name="findStoryAsync">The path of a story that is or was published.</param>
    public static async Task<string?> FindAsync(IQueryCollection query, Func<ArticleId, Task<string?>> findStoryAsync)
    {
        var feed = FeedOf(query["feed"]);
        if (query.ContainsKey("feed") && feed is null) return null;
        if (query["feed"].ToString().StartsWith("comments-", StringComparison.Ordinal) && !query.ContainsKey("p")) return "/comments/" + feed;
        if (query.ContainsKey("p") || query.ContainsKey("page_id"))
        {
            var story = ArticleId.TryParse(query.ContainsKey("p") ? query["p"] : query["page_id"], out var id) ? await findStoryAsync(id) : null;
            return story is null ? null : story + (feed ?? (Number(query["cpage"]) is { } of ? string.Create(CultureInfo.InvariantCulture, $"comment-page-{of}/") : ""));
        }

        if (ListingOf(query) is not { } listing) return null;
        if (feed is not null) return listing.Path + feed;
        return !query.ContainsKey("paged") ? listing.Path : PageOf(query) is { } page ? listing.PathOf(page) : null;
    }

    private static ListingAddress? ListingOf(IQueryCollection query)
    {
        string Slug(string name) => string.Join('/', query[name].ToString().Trim('/').Split('/').Select(Slugs.From));
        if (query.ContainsKey("category_name")) return Slug("category_name") is { Length: > 0 } path && SectionAddress.Of(path) is { Page: 1, Feed: null } ? ListingAddress.Category(path) : null;
        if (query.ContainsKey("tag")) return Slug("tag") is { Length: > 0 } tag && Slugs.IsValid(tag) ? ListingAddress.Tag(tag) : null;
        if (query.ContainsKey("author_name")) return Slug("author_name") is { Length: > 0 } author && Slugs.IsValid(author) ? ListingAddress.Author(author) : null;
        if (query.ContainsKey("cat") || query.ContainsKey("author")) return null;
        if (query.ContainsKey("m") || query.ContainsKey("year")) return DatesOf(query) is { } dates ? ListingAddress.Of(dates) : null;
        return query.ContainsKey("monthnum") || query.ContainsKey("day") ? null : ListingAddress.Front;
    }

    // The month and day of ?m=20261122 are in the number; those of ?year=2026 stand beside it.
    private static DateArchive? DatesOf(IQueryCollection query)
    {
        var digits = query["m"].ToString();
        if (digits.Length == 0)
        {
            return Number(query["year"]) is { } year && (!query.ContainsKey("monthnum") || Number(query["monthnum"]) is not null) && (!query.ContainsKey("day") || Number(query["day"]) is not null)
                ? DateArchive.Of(year, Number(query["monthnum"]), Number(query["day"]))
                : null;
        }

        if (digits.Length is not (4 or 6 or 8) || !digits.All(char.IsAsciiDigit)) return null;
        return DateArchive.Of(
            int.Parse(digits[..4], CultureInfo.InvariantCulture),
            digits.Length >= 6 ? int.Parse(digits[4..6], CultureInfo.InvariantCulture) : null,
            digits.Length == 8 ? int.Parse(digits[6..8], CultureInfo.InvariantCulture) : null);
    }

    private static string? FeedOf(string? name) => name switch
    {
        "feed" or "rss" or "rss2" or "rdf" or "comments-rss2" => "feed/",
        "atom" or "comments-atom" => "feed/atom/",
        _ => null,
    };

    private static int? Number(string? digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
