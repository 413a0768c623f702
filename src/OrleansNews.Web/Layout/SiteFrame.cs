using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Layout;

/// <summary>What every page shows around its own matter.</summary>
/// <param name="Settings">The newspaper's settings.</param>
/// <param name="Sections">The sections of the navigation.</param>
/// <param name="Latest">The newest comments of the site, newest first.</param>
/// <param name="Now">The moment the page is made.</param>
public sealed record SiteFrame(
    SiteSettings Settings,
    ImmutableArray<Term> Sections,
    ImmutableArray<LatestComment> Latest,
    DateTimeOffset Now)
{
    /// <summary>Dates as this newspaper writes them.</summary>
    public SiteDates Dates { get; } = new(Settings);
}
