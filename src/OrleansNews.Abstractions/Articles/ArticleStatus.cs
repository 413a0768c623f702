namespace OrleansNews.Articles;

/// <summary>Where a story is in its life. Stored; never renumber.</summary>
public enum ArticleStatus : byte
{
    /// <summary>Being written; no reader can see it.</summary>
    Draft = 1,

    /// <summary>Readable at its permalink.</summary>
    Published = 2,

    /// <summary>Taken back; its permalink answers 410 Gone.</summary>
    Withdrawn = 3,
}
