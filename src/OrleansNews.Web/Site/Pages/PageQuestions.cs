using Microsoft.AspNetCore.WebUtilities;

namespace OrleansNews.Site;

/// <summary>
/// Tells a query that asks a page something from one that does not (campaign tags, click numbers): the latter gets the page that everybody gets, so that
/// invented parameters neither miss the cache nor fill it.
/// </summary>
internal static class PageQuestions
{
    /// <summary>A story by number.</summary>
    public const string Story = "p";

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

    private static readonly string[] _names = [Story, Search, Preview, Written, ReplyTo, Replies];

    /// <summary>Whether the answer depends on the query.</summary>
    public static bool Has(QueryString query)
    {
        if (!query.HasValue) return false;
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var name = pair.DecodeName().Span;
            foreach (var asked in _names)
            {
                if (name.Equals(asked, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }
}
