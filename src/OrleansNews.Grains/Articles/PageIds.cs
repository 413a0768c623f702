using System.Collections.Frozen;

namespace OrleansNews.Articles;

/// <summary>The ids that the page around a story gives its own parts. Most are WordPress's. The page itself is the judge: a test compares all that it carries.</summary>
internal static class PageIds
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "masthead-search", "related-title", "most-read-title", "most-discussed-title",
        "content", "story", "tags-title", "latest-comments-title",
        "comments", "comments-title", "respond", "reply-title", "reply-heading", "cancel-comment-reply-link",
        "commentform", "error-summary", "error-title", "email-notes", "wp-comment-cookies-consent", "comment_post_ID", "comment_parent", "submit",
        "comment", "author", "email", "url", "comment-error", "author-error", "email-error", "url-error");

    /// <summary>Whether the page uses an id, or may: those of comments begin alike, and so do those of live entries.</summary>
    public static bool Contains(string id) => Names.Contains(id) || id.StartsWith("comment-", StringComparison.Ordinal) || id.StartsWith("live-entr", StringComparison.Ordinal);
}
