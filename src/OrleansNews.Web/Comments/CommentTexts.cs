using System.Globalization;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>WordPress's words around comments, as its readers know them.</summary>
public static class CommentTexts
{
    public const string Closed = "Comments are closed.";
    public const string AwaitingModeration = "Your comment is awaiting moderation.";
    public const string Preview = " This is a preview; your comment will be visible after it has been approved.";
    public const string Consent = "Save my name, email, and website in this browser for the next time I comment.";
    public const string EmailNotPublished = "Your email address will not be published.";
    public const string NoComments = "No comments to show.";

    /// <summary>The heading over the comments.</summary>
    public static string Heading(int total, string title) => total switch
    {
        0 => "No responses yet",
        1 => $"One response to “{title}”",
        _ => string.Create(CultureInfo.InvariantCulture, $"{total:N0} responses to “{title}”"),
    };

    /// <summary>The heading over the form.</summary>
    public static string ReplyHeading(string? replyTo) => replyTo is null ? "Leave a Reply" : $"Leave a Reply to {replyTo}";

    /// <summary>What stands in the place of a comment that readers may not see, where its replies hang.</summary>
    public static string Placeholder(CommentStatus status) => status switch
    {
        CommentStatus.Held => "This comment is waiting for a moderator.",
        CommentStatus.Erased => "This comment was erased at its author’s request.",
        _ => "This comment was removed.",
    };

    /// <summary>The first <paramref name="words"/> words of a fragment as plain text.</summary>
    public static string Excerpt(string fragment, int words)
    {
        var text = System.Net.WebUtility.HtmlDecode(WithoutTags(fragment));
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length <= words ? string.Join(' ', parts) : string.Join(' ', parts.Take(words)) + "…";
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
