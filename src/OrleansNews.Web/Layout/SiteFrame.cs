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

    /// <summary>Names <see cref="Sections"/>: equal sections have an equal hash, in every process.</summary>
    public long SectionsHash { get; init; }
}
