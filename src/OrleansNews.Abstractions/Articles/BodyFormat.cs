namespace OrleansNews.Articles;

/// <summary>The language in which the body of a story is written. Stored; never renumber.</summary>
public enum BodyFormat : byte
{
    /// <summary>CommonMark with tables, footnotes and typographic quotes.</summary>
    Markdown = 1,

    /// <summary>HTML, as imported stories have it. Sanitised before it is shown.</summary>
    Html = 2,
}
