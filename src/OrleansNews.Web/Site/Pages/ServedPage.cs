namespace OrleansNews.Site;

/// <summary>A page that is to be sent.</summary>
/// <param name="Page">The address; null for a page that is made for one request.</param>
/// <param name="Finished">Its bytes.</param>
/// <param name="Age">Null when the page is the present one; otherwise how long ago it was.</param>
internal readonly record struct ServedPage(CachedPage? Page, FinishedPage Finished, TimeSpan? Age);
