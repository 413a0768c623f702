using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Problem details of the native API.</summary>
internal static class ApiProblems
{
    public static async Task<ValidationProblem> InvalidAsync(string field, SiteFrames frames, Func<SiteTexts, string> say) =>
        FieldProblem.Of(field, say(await frames.GetTextsAsync()));

    public static ValidationProblem Invalid(ImmutableArray<FieldError> errors, SiteTexts texts) => TypedResults.ValidationProblem(
        errors.GroupBy(error => error.Field == "comment" ? "text" : error.Field)
            .ToDictionary(field => field.Key, field => field.Select(texts.Of).ToArray()));

    public static async Task<ProblemHttpResult> RefusedAsync(CommentRefusal reason, SiteFrames frames, HttpContext context)
    {
        var status = RefusalTexts.StatusOf(reason);
        var settings = (await frames.ReadSettingsOrLastKnownAsync()).Settings;
        if (RefusalTexts.RetryAfter(status, settings.Discussion) is { } seconds) context.Response.SayRetryAfter(seconds);
        return TypedResults.Problem(detail: RefusalTexts.Of(reason, SiteTexts.Of(settings.Language)), statusCode: status);
    }
}
