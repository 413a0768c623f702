using OrleansNews.Comments;

namespace OrleansNews.Articles;

/// <summary>A request for a story: the parts of its address, and what the query asks about its comments.</summary>
internal sealed record StoryRequest(
    string Year, string Month, string Day, string Slug, int? Page, string? ReplyToCom, string? Replies, string? Cursor, string? Preview, string? Written, HttpContext Context)
{
    public ConversationRequest ToConversationRequest(PreviewToken? preview, WrittenToken? written) => new()
    {
        Page = Page ?? 0,
        ReplyTo = CommentId.TryParse(ReplyToCom, out var replyTo) ? replyTo : null,
        Branch = CommentId.TryParse(Replies, out var branch) ? branch : null,
        Cursor = Cursor is { Length: <= 200 } ? Cursor : null,
        Preview = preview,
        Of = written?.Article,
        AtLeast = written?.Position,
    };
}
