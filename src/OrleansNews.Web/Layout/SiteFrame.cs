using OrleansNews.Site;

namespace OrleansNews.Layout;

/// <summary>What every page shows around its own matter. What changes without a page is a fragment instead (<see cref="FragmentMarkers"/>).</summary>
/// <param name="Settings">The newspaper's settings.</param>
/// <param name="Sections">The sections of the navigation.</param>
/// <param name="Now">The moment the page is made.</param>
public sealed record SiteFrame(SiteSettings Settings, ImmutableArray<Term> Sections, DateTimeOffset Now)
{
    /// <summary>Dates as this newspaper writes them.</summary>
    public SiteDates Dates { get; } = new(Settings);

    /// <summary>The words of the site, in its language.</summary>
    public SiteTexts Texts => Dates.Texts;

    /// <summary>Names <see cref="Sections"/>: equal sections have an equal hash, in every process.</summary>
    public long SectionsHash { get; init; }

    /// <summary>The version of the listing of all stories as it was last seen; 0 before that. No page shows it: it says when to look again what stands beside a story.</summary>
    public long ListingVersion { get; init; }
}
