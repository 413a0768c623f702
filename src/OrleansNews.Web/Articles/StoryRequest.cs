using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>A request for a story: what its query asks about the comments.</summary>
internal sealed record StoryRequest(
    string? ReplyToCom, string? Replies, string? Cursor, string? Preview, string? Written, HttpContext Context)
{
    public static StoryRequest Of(HttpContext context)
    {
        var query = context.Request.Query;
        return new(query[PageQuestions.ReplyTo], query[PageQuestions.Replies], query["cursor"], query[PageQuestions.Preview], query[PageQuestions.Written], context);
    }

    public ConversationRequest ToConversationRequest(int? page, PreviewToken? preview, WrittenToken? written) => new()
    {
        Page = page ?? 0,
        ReplyTo = CommentId.TryParse(ReplyToCom, out var replyTo) ? replyTo : null,
        Branch = CommentId.TryParse(Replies, out var branch) ? branch : null,
        Cursor = Cursor is { Length: <= 200 } ? Cursor : null,
        Preview = preview,
        Of = written?.Article,
        AtLeast = written?.Position,
    };
}
