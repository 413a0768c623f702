using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The comment form as it arrived: WordPress's field names.</summary>
/// <param name="Article">The story; not valid when the form named none.</param>
/// <param name="Parent">The comment that is answered.</param>
/// <param name="Typed">What the commenter typed.</param>
internal sealed record PostedForm(ArticleId Article, CommentId? Parent, CommentForm Typed)
{
    /// <summary>Reads the form of a request; null when the body is none.</summary>
    public static async Task<PostedForm?> ReadAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return null;
        return new(
            ArticleId.TryParse(form["comment_post_ID"], out var article) ? article : default,
            CommentId.TryParse(form["comment_parent"], out var parent) ? parent : null,
            new()
            {
                Author = form["author"].ToString().Trim(),
                Email = form["email"].ToString().Trim(),
                Url = form["url"].ToString().Trim(),
                Text = form["comment"].ToString(),
                Remember = form["wp-comment-cookies-consent"] == "yes",
                WantsReplyMail = form["notify_replies"] == "yes",
                SubmissionId = form["submission_id"].ToString() is { Length: <= 255 } id ? id : "",
            });
    }

    /// <summary>The submission's name: the script's, or one made from what was typed, so that the same form sent twice is one submission.</summary>
    public SubmissionId SubmissionId(string login, string address) => Typed.SubmissionId.Length > 0
        ? OrleansNews.Comments.SubmissionId.FromKey(Typed.SubmissionId)
        : OrleansNews.Comments.SubmissionId.FromForm(Article, Parent, Typed.Author, Typed.Email, Typed.Url, Typed.Text, login, address);
}
