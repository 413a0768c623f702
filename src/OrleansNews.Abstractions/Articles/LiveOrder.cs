namespace OrleansNews.Articles;

/// <summary>Whether a story is live, and in what order readers see its entries. Stored; never renumber.</summary>
public enum LiveOrder : byte
{
    /// <summary>A story without entries.</summary>
    None = 0,

    /// <summary>The newest entry stands first.</summary>
    NewestFirst = 1,

    /// <summary>The oldest entry stands first.</summary>
    OldestFirst = 2,
}
