using System.Globalization;
using OrleansNews.Layout;

namespace OrleansNews.Comments;

/// <summary>Problem details of the native API.</summary>
internal static class ApiProblems
{
    public static ValidationProblem Invalid(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });

    public static ValidationProblem Invalid(ImmutableArray<FieldError> errors, SiteTexts texts) => TypedResults.ValidationProblem(
        errors.GroupBy(error => error.Field == "comment" ? "text" : error.Field)
            .ToDictionary(field => field.Key, field => field.Select(texts.Of).ToArray()));

    public static ProblemHttpResult Refused(CommentRefusal reason, SiteTexts texts, HttpContext context)
    {
        var status = RefusalTexts.StatusOf(reason);
        if (RefusalTexts.RetryAfter(status) is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(detail: RefusalTexts.Of(reason, texts), statusCode: status);
    }
}
