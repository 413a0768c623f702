using System.Text;
using OrleansNews.Layout;

namespace OrleansNews.Comments;

/// <summary>Which words stand around comments, and what is shown of a comment in few of its own.</summary>
public static class CommentTexts
{
    /// <summary>The heading over the comments.</summary>
    public static string Heading(SiteTexts texts, int total, string title) => total == 0 ? texts.NoResponses : texts.Responses(total, title);

    /// <summary>What stands in the place of a comment that readers may not see, where its replies hang.</summary>
    public static string Placeholder(SiteTexts texts, CommentStatus status) => status switch
    {
        CommentStatus.Held => texts.PlaceholderHeld,
        CommentStatus.Erased => texts.PlaceholderErased,
        _ => texts.PlaceholderRemoved,
    };

    /// <summary>The first <paramref name="words"/> words of a fragment as plain text.</summary>
    public static string Excerpt(string fragment, int words)
    {
        var text = System.Net.WebUtility.HtmlDecode(WithoutTags(fragment));
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length <= words ? string.Join(' ', parts) : Ellipsis.After(string.Join(' ', parts.Take(words)));
    }

    // The fragment is sanitised: every < that is not part of a tag is written as an entity. A quotation stands on lines of its own.
    private static string WithoutTags(string fragment)
    {
        var text = new StringBuilder(fragment.Length);
        var rest = fragment.AsSpan();
        while (rest.IndexOf('<') is var start and >= 0)
        {
            text.Append(rest[..start]);
            var tag = rest[start..];
            var end = tag.IndexOf('>');
            if (end < 0) return text.ToString();
            if (tag[..end].Contains("blockquote", StringComparison.OrdinalIgnoreCase)) text.Append(' ');
            rest = tag[(end + 1)..];
        }

        return text.Append(rest).ToString();
    }
}
