using System.Globalization;

namespace OrleansNews.Comments;

/// <summary>Problem details of the native API.</summary>
internal static class ApiProblems
{
    public static ValidationProblem Invalid(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });

    public static ValidationProblem Invalid(ImmutableArray<FieldError> errors) => TypedResults.ValidationProblem(
        errors.GroupBy(error => error.Field == "comment" ? "text" : error.Field)
            .ToDictionary(field => field.Key, field => field.Select(error => error.Message).ToArray()));

    public static ProblemHttpResult Refused(CommentRefusal reason, HttpContext context)
    {
        var (status, text) = RefusalTexts.Of(reason);
        if (RefusalTexts.RetryAfter(status) is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(detail: text, statusCode: status);
    }
}
