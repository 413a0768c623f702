namespace OrleansNews.Site;

/// <summary>Knows how one address is answered to everybody.</summary>
internal interface IPageSource
{
    /// <summary>The story whose page it is; null for a listing, and while the story is not known.</summary>
    ArticleId? Article { get; }

    /// <summary>Whether comments of any story may be in it, so that any comment that is hidden may be one of them.</summary>
    bool ShowsComments => false;

    /// <summary>Whether headlines or texts of stories are in it, so that what is withdrawn may be one of them.</summary>
    bool ShowsTexts => true;

    /// <summary>Whether programs ask for it, who have the time to wait for the present one.</summary>
    bool IsForPrograms => false;

    /// <summary>
    /// The present answer. With a page that is known it asks the cluster for versions alone, and gives back that very page when it is still true; a version that is
    /// older than the known one comes from an activation that is behind, and changes nothing.
    /// </summary>
    /// <exception cref="TimeoutException">The cluster did not answer in time.</exception>
    Task<PageAnswer> ReadAsync(PageEdition? known);
}
