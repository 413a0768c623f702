namespace OrleansNews.Comments;

/// <summary>The name that a commenter gives.</summary>
internal static class DisplayName
{
    /// <summary>One line of text. Characters that turn the direction of writing are left out: they would turn what stands beside the name too.</summary>
    public static string Clean(string name) =>
        string.Concat(TypedText.NormalizeLine(name).Where(c => c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))).Trim();
}
