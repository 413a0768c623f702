using OrleansNews.Accounts;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Posting and editing comments as JSON.</summary>
internal static class PostingEndpoints
{
    private const int LongestKey = 255;

    public static IEndpointRouteBuilder MapPosting(this IEndpointRouteBuilder api)
    {
        api.MapPost("/articles/{id:long}/comments", PostAsync).WithName("PostComment")
            .WithSummary("Posts a comment. A repetition with the same Idempotency-Key gets the first answer again.").AddEndpointFilter(UncheckedSessions.FilterAsync);
        api.MapPut("/comments/{id:long}", EditAsync).WithName("EditComment")
            .WithSummary("Changes a fresh comment: for the browser that posted it, within the editing time, and for moderators.").AddEndpointFilter(UncheckedSessions.FilterAsync);
        return api;
    }

    private static async Task<Results<Created<CommentReceipt>, ValidationProblem, ProblemHttpResult>> PostAsync(
        long id, CommentInput input, HttpContext context, CommentSender sender, CommentLinks links, BrowserIdentity browsers, SiteFrames frames)
    {
        var article = new ArticleId(id);
        if (!article.IsValid) return await ApiProblems.RefusedAsync(CommentRefusal.ArticleNotFound, frames, context);
        if (!TryReadKey(context, out var key)) return await ApiProblems.InvalidAsync("Idempotency-Key", frames, static texts => texts.ApiKey(LongestKey));
        var parent = input.Parent is null or 0 ? (CommentId?)null : new CommentId(input.Parent.Value);

        var address = Requests.AddressOf(context);
        var (author, email, text) = (input.Author?.Trim() ?? "", input.Email?.Trim() ?? "", input.Text ?? "");
        var url = input.Url?.Trim() ?? "";
        var staff = context.User.TryGetActor(out var actor) ? actor : null;
        var result = await sender.SubmitAsync(new()
        {
            Article = article,
            Submission = key is null ? SubmissionId.FromForm(article, parent, author, email, url, text, staff?.Login ?? "", address) : SubmissionId.FromKey(key),
            Parent = parent,
            Author = author,
            Email = email,
            Url = url,
            Text = text,
            Address = address,
            UserAgent = Requests.UserAgentOf(context),
            Browser = input.Remember is { } consent ? browsers.Recognise(context, consent) : browsers.Recognise(context),
            Staff = staff,
            WantsReplyMail = input.NotifyReplies == true,
        });

        switch (result)
        {
            case CommentPosted posted:
                return TypedResults.Created($"/api/comments/{posted.Id}", await ReceiptOfAsync(posted, links, input.Remember == true));
            case CommentInvalid invalid:
                return ApiProblems.Invalid(invalid.Errors, await frames.GetTextsAsync());
            case CommentRefused refused:
                return await ApiProblems.RefusedAsync(refused.Reason, frames, context);
            default:
                throw new InvalidOperationException($"The intake answered with an unknown {result.GetType().Name}.");
        }
    }

    private static async Task<Results<Ok<CommentReceipt>, ValidationProblem, ProblemHttpResult, NotFound>> EditAsync(
        long id, EditInput input, HttpContext context, CommentSender sender, CommentLinks links, BrowserIdentity browsers, SiteFrames frames)
    {
        var comment = new CommentId(id);
        if (!comment.IsNative) return TypedResults.NotFound();
        var staff = context.User.TryGetActor(out var actor) && actor.May(Permission.ModerateComments) ? actor : null;
        var browser = staff is null ? browsers.Find(context) : null;
        if (staff is null && browser is null) return await ApiProblems.RefusedAsync(CommentRefusal.NotEditable, frames, context);
        return await sender.EditAsync(new(comment, input.Text ?? "", input.Version, browser, staff)) switch
        {
            CommentPosted posted => TypedResults.Ok(await ReceiptOfAsync(posted, links)),
            CommentInvalid invalid => ApiProblems.Invalid(invalid.Errors, await frames.GetTextsAsync()),
            CommentRefused refused => await ApiProblems.RefusedAsync(refused.Reason, frames, context),
            var other => throw new InvalidOperationException($"The intake answered with an unknown {other.GetType().Name}."),
        };
    }

    // A program gets the address that stays right when the comment moves to another page; where it is now is found when somebody goes there.
    private static async Task<CommentReceipt> ReceiptOfAsync(CommentPosted posted, CommentLinks links, bool remembered = false) => new(
        posted.Id.Value,
        CommentWords.Of(posted.Status),
        posted.Position.ToString(),
        posted.Status == CommentStatus.Approved ? Urls.Comment(posted.Id) : await links.AfterPostingAsync(posted, remembered));

    private static bool TryReadKey(HttpContext context, out string? key)
    {
        key = context.Request.Headers["Idempotency-Key"] is [{ } value] ? value : null;
        return context.Request.Headers["Idempotency-Key"].Count == 0 || key is { Length: > 0 and <= LongestKey };
    }
}
