using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;
using ProblemPageResult = OrleansNews.Site.PageResult<OrleansNews.Comments.CommentProblemPage, OrleansNews.Comments.CommentProblemModel>;

namespace OrleansNews.Comments;

/// <summary>The comment form: posted at our address or at WordPress's.</summary>
internal static class CommentFormEndpoints
{
    public static IEndpointRouteBuilder MapCommentForm(this IEndpointRouteBuilder writes)
    {
        writes.MapPost("/comments", PostAsync).WithName("PostCommentForm").WithTags("Comment form")
            .WithSummary("Posts a comment from a form with WordPress's field names, and leads to it.")
            .Accepts<IFormCollection>("application/x-www-form-urlencoded", "multipart/form-data").WithMetadata(NoPlace.Instance);
        writes.MapPost("/wp-comments-post.php", PostAsync).WithMetadata(NoPlace.Instance);
        return writes;
    }

    private static async Task<Results<SeeOther, ProblemPageResult, StatusCodeHttpResult>> PostAsync(
        HttpContext context, CommentSender sender, CommentLinks links, BrowserIdentity browsers, CommentProblems problems)
    {
        if (await PostedForm.ReadAsync(context) is not { } form) return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        if (!form.Article.IsValid) return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        var isLoggedIn = context.User.TryGetActor(out _);
        if (context.Features.Get<NoPlace>() is not null) return await RefuseAsync(CommentRefusal.Busy);

        if (UncheckedSessions.Has(context)) return await ExplainSilenceAsync();

        PostCommentResult result;
        try
        {
            result = await sender.SubmitAsync(SubmissionOf(form, context, browsers));
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return await ExplainSilenceAsync();
        }

        switch (result)
        {
            case CommentPosted posted:
                RememberedCommenter.Keep(context, form.Typed);
                return new SeeOther(await links.AfterPostingAsync(posted, form.Typed.Remember, proven: true));
            case CommentInvalid invalid:
                return Explain(context, StatusCodes.Status400BadRequest, await problems.ExplainAsync(form, isLoggedIn, static _ => "", invalid.Errors));
            case CommentRefused { Reason: CommentRefusal.ArticleNotFound }:
                return TypedResults.StatusCode(StatusCodes.Status404NotFound);
            case CommentRefused refused:
                // The id belongs to another comment: without it the same form can be sent again.
                if (refused.Reason == CommentRefusal.SubmissionReused) form = form with { Typed = form.Typed with { SubmissionId = "" } };
                return await RefuseAsync(refused.Reason);
            default:
                throw new InvalidOperationException($"The intake answered with an unknown {result.GetType().Name}.");
        }

        async Task<ProblemPageResult> ExplainSilenceAsync() =>
            Explain(context, StatusCodes.Status503ServiceUnavailable, await problems.ExplainAsync(form, isLoggedIn, static texts => texts.Unavailable, []));

        async Task<ProblemPageResult> RefuseAsync(CommentRefusal reason) =>
            Explain(context, RefusalTexts.StatusOf(reason), await problems.ExplainAsync(form, isLoggedIn, texts => RefusalTexts.Of(reason, texts), []));
    }

    private static CommentSubmission SubmissionOf(PostedForm form, HttpContext context, BrowserIdentity browsers)
    {
        var address = Requests.AddressOf(context);
        var staff = context.User.TryGetActor(out var actor) ? actor : null;
        return new()
        {
            Article = form.Article,
            Submission = form.SubmissionId(staff?.Login ?? "", address),
            Parent = form.Parent,
            Author = form.Typed.Author,
            Email = form.Typed.Email,
            Url = form.Typed.Url,
            Text = form.Typed.Text,
            Address = address,
            UserAgent = Requests.UserAgentOf(context),
            Browser = browsers.Recognise(context, form.Typed.Remember),
            Staff = staff,
            WantsReplyMail = form.Typed.WantsReplyMail,
        };
    }

    private static ProblemPageResult Explain(HttpContext context, int status, CommentProblemModel model)
    {
        if (RefusalTexts.RetryAfter(status, model.Form.Settings) is { } seconds) context.Response.SayRetryAfter(seconds);
        return new(model, status);
    }
}
