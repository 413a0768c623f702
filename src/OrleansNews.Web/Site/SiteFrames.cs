using OrleansNews.Layout;
using OrleansNews.Comments;
using OrleansNews.Listings;

namespace OrleansNews.Site;

/// <summary>Keeps what surrounds every page at hand: settings, sections and latest comments, each checked at most once a second.</summary>
internal sealed partial class SiteFrames
{
    private const int SectionsShown = 9;
    private const int LatestShown = 5;

    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly Polled<SiteSettings> _settings;
    private readonly Polled<SectionList> _sections;
    private readonly Polled<LatestComments> _latest;

    public SiteFrames(
        IClusterClient cluster,
        IOptions<ReadOptions> options,
        TimeProvider machineTime,
        [FromKeyedServices(NewsClock.Key)] TimeProvider clock,
        ILogger<SiteFrames> log)
    {
        _log = log;
        _clock = clock;
        _patience = options.Value.Patience;
        _settings = new(known => ReadSettingsAsync(cluster, known), options.Value, machineTime);
        _sections = new(known => ReadSectionsAsync(cluster, known), options.Value, machineTime);
        _latest = new(known => ReadLatestAsync(cluster, known), options.Value, machineTime);
    }

    /// <summary>The frame for a page made now.</summary>
    public async ValueTask<SiteFrame> GetAsync()
    {
        var sections = GetBoxAsync(_sections);
        var latest = GetBoxAsync(_latest);
        var settings = await _settings.GetAsync();
        return new(settings, (await sections)?.Sections ?? [], (await latest)?.Items ?? [], _clock.GetUtcNow());
    }

    /// <summary>The settings alone.</summary>
    public ValueTask<SiteSettings> GetSettingsAsync() => _settings.GetAsync();

    /// <summary>A frame for a page that says that something went wrong: it does not wait for a cluster that may be the reason.</summary>
    public async ValueTask<SiteFrame> GetOrLastKnownAsync()
    {
        try
        {
            return await GetAsync().AsTask().WaitAsync(_patience);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return LastKnown();
        }
    }

    // A page can do without a box, whatever is wrong with it; it cannot do without its story.
    private async Task<T?> GetBoxAsync<T>(Polled<T> box)
        where T : class
    {
        try
        {
            return await box.GetAsync();
        }
        catch (Exception fault)
        {
            BoxLeftOut(fault, typeof(T).Name);
            return box.LastKnown;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box} could not be read; pages show the last known one, or none")]
    private partial void BoxLeftOut(Exception fault, string box);

    private SiteFrame LastKnown() =>
        new(_settings.LastKnown ?? new(), _sections.LastKnown?.Sections ?? [], _latest.LastKnown?.Items ?? [], _clock.GetUtcNow());

    private static async Task<SiteSettings> ReadSettingsAsync(IClusterClient cluster, SiteSettings? known) =>
        await cluster.GetGrain<ISiteGrain>(0).GetAsync(known?.Version ?? 0) ?? known ?? new();

    // The sections of the hundred newest stories, the busiest first, are what a reader finds something new under.
    private static async Task<SectionList> ReadSectionsAsync(IClusterClient cluster, SectionList? known)
    {
        var page = await cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(1, 100, known?.Version ?? 0));
        if (known is not null && known.Version == page.Version) return known;
        var sections = page.Items
            .Where(entry => entry.Section is not null)
            .GroupBy(entry => entry.Section!.Slug, entry => entry.Section!)
            .OrderByDescending(stories => stories.Count())
            .Take(SectionsShown)
            .Select(stories => stories.First())
            .ToImmutableArray();
        return new(page.Version, sections);
    }

    private static async Task<LatestComments> ReadLatestAsync(IClusterClient cluster, LatestComments? known)
    {
        var latest = await cluster.GetGrain<ILatestCommentsGrain>(0).GetAsync(LatestShown, known?.Version ?? 0);
        return known is not null && known.Version == latest.Version ? known : latest;
    }

    private sealed record SectionList(long Version, ImmutableArray<Term> Sections);
}
