using System.Globalization;

namespace OrleansNews.Articles;

/// <summary>Recognises the address of a story, so that no other address asks a grain.</summary>
internal static class StoryAddress
{
    /// <summary>The path of a page of comments.</summary>
    public static string CommentPage(string path, int page) => string.Create(CultureInfo.InvariantCulture, $"{path}comment-page-{page}/");

    /// <summary>The canonical path of a story dated by these parts; null when no story can have it.</summary>
    public static string? PathOf(string year, string month, string day, string slug)
    {
        if (!DateOnly.TryParseExact($"{year}-{month}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return null;
        if (slug.Length > Slugs.MaxLength) return null;
        // Typed with capitals or accents it still means the same story; the answer is a redirect to the path below.
        var canonical = Slugs.From(slug);
        return canonical.Length == 0 ? null : $"/{year}/{month}/{day}/{canonical}/";
    }
}
