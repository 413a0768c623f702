namespace OrleansNews.Site;

/// <summary>An address whose answer is shared by all who ask for it.</summary>
internal sealed class CachedPage(string path, IPageSource source, ReadOptions options, TimeProvider time)
{
    private readonly Polled<PageAnswer> _answer = new(known => source.ReadAsync(known as PageEdition), options, time, source.IsForPrograms);

    /// <summary>The path.</summary>
    public string Path => path;

    /// <summary>The story whose page it is; null for a listing.</summary>
    public ArticleId? Article => source.Article;

    /// <summary>Whether comments of any story may be in it.</summary>
    public bool ShowsComments => source.ShowsComments;

    /// <summary>Whether headlines or texts of stories may be in it.</summary>
    public bool ShowsTexts => source.ShowsTexts;

    /// <summary>The page as it was last read; null before the first time.</summary>
    public PageEdition? LastKnown => _answer.LastKnown as PageEdition;

    /// <summary>What it takes in memory.</summary>
    public long Weight => LastKnown?.Latest.Weight ?? 0;

    /// <summary>Whether the page may be served at <paramref name="now"/> without asking.</summary>
    public bool IsFresh(long now) => _answer.IsFresh(now);

    /// <summary>The answer: the present one, or the last known one when the cluster does not say in time.</summary>
    /// <param name="isHurried">Whether it is waited for no longer than for any page.</param>
    public ValueTask<Reading<PageAnswer>> ReadAsync(bool isHurried = false) => _answer.ReadAsync(isHurried);

    /// <summary>Whether it was doubted since it was last checked.</summary>
    public bool IsDoubtful => _answer.IsDoubtful;

    /// <summary>Something that it shows has changed: the next request asks, however young it is.</summary>
    /// <param name="isWrong">Whether something may be gone, and not only come: then the page as it is now is waited for longer.</param>
    public void Doubt(bool isWrong) => _answer.Doubt(isWrong);

    /// <summary>Begins with a page that was kept elsewhere.</summary>
    public void Begin(PageEdition edition, long checkedAt) => _answer.Begin(edition, checkedAt);
}
