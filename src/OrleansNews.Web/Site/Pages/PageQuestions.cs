using Microsoft.AspNetCore.WebUtilities;

namespace OrleansNews.Site;

/// <summary>
/// Tells a query that asks a page something from one that does not (campaign tags, click numbers): the latter gets the page that everybody gets, so that
/// invented parameters neither miss the cache nor fill it.
/// </summary>
internal static class PageQuestions
{
    /// <summary>A search.</summary>
    public const string Search = "s";

    /// <summary>The proof of who wrote a held comment.</summary>
    public const string Preview = "preview";

    /// <summary>The proof of who wrote a comment a moment ago.</summary>
    public const string Written = "written";

    /// <summary>Which comment the form shall answer: WordPress's name.</summary>
    public const string ReplyTo = "replytocom";

    /// <summary>The replies below one comment.</summary>
    public const string Replies = "replies";

    private const string Front = "/";

    private static readonly string[] _names = [Search, Preview, Written, ReplyTo, Replies];

    /// <summary>What the front page alone is asked: WordPress's plain addresses of everything else.</summary>
    public static IReadOnlyList<string> OfFront { get; } =
        ["p", "page_id", "cat", "category_name", "tag", "author", "author_name", "m", "year", "monthnum", "day", "feed", "paged"];

    /// <summary>Whether the answer of a page depends on the query.</summary>
    public static bool Has(string path, QueryString query)
    {
        if (!query.HasValue) return false;
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var name = pair.DecodeName().Span;
            if (Is(name, _names) || (path == Front && Is(name, OfFront))) return true;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> name, IReadOnlyList<string> asked)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            if (name.Equals(asked[i], StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
