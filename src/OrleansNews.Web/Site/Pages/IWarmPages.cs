namespace OrleansNews.Site;

/// <summary>Names pages that a front end keeps ready for the time when the cluster is down.</summary>
internal interface IWarmPages
{
    /// <summary>The pages as they are wanted now; null when nothing has changed since the last time. Pages of which a newer version is known have another stamp.</summary>
    Task<IReadOnlyList<WarmPage>?> ReadAsync();

    /// <summary>Whether a story, also one whose pages are not wanted, has changed since the pages before the last ones were read, or may have.</summary>
    bool HasChanged(ArticleId story) => false;
}

/// <summary>A page to be kept ready.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Article">The story whose page it is; null for a listing.</param>
/// <param name="Stamp">Another number when the page may have changed.</param>
/// <param name="Source">Makes it.</param>
internal sealed record WarmPage(string Path, ArticleId? Article, long Stamp, IPageSource Source);
