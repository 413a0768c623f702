namespace OrleansNews;

/// <summary>Ends a text of which only the beginning is shown.</summary>
public static class Ellipsis
{
    private const string Ends = ".,;:\u2026\u060C\u061B\u06D4\u3001\u3002-\u2013\u2014 ";

    /// <summary>The beginning with an ellipsis in the place of the mark that it may end with: two of them, as in <c>quay.…</c>, say nothing more. Question and exclamation marks stay.</summary>
    public static string After(string beginning) => beginning.TrimEnd([.. Ends]) + "…";
}
