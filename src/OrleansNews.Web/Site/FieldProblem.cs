namespace OrleansNews.Site;

/// <summary>What a program is told about one member or parameter of its request.</summary>
internal static class FieldProblem
{
    public static ValidationProblem Of(string field, string message) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });
}
