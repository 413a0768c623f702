using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansNews.Layout;
using OrleansNews.Listings;

namespace OrleansNews.Site;

/// <summary>Keeps what surrounds every page at hand: settings and sections, each checked at most once a second.</summary>
internal sealed partial class SiteFrames
{
    private const int SectionsShown = 9;

    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly Polled<SiteSettings> _settings;
    private readonly Polled<SectionList> _sections;
    private volatile bool _isIncomplete;

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
    }

    /// <summary>The frame for a page made now.</summary>
    public async ValueTask<SiteFrame> GetAsync()
    {
        var sections = GetSectionsAsync();
        var settings = await _settings.GetAsync();
        return Of(settings, await sections);
    }

    /// <summary>The present moment on the site's clock.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The settings, or the last known ones, or the defaults; with the timestamp of the check they come from.</summary>
    public async ValueTask<(SiteSettings Settings, long CheckedAt)> ReadSettingsOrLastKnownAsync()
    {
        try
        {
            var reading = await _settings.ReadAsync();
            return (reading.Value, reading.CheckedAt);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return (new(), 0);
        }
    }

    /// <summary>The words of the site, also while the cluster does not answer.</summary>
    public async ValueTask<SiteTexts> GetTextsAsync() => SiteTexts.Of((await ReadSettingsOrLastKnownAsync()).Settings.Language);

    /// <summary>The settings were changed through this front end: whoever did it sees them at once.</summary>
    public void SettingsChanged() => _settings.Doubt();

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

    // A page can do without its navigation, whatever is wrong with it; it cannot do without its story.
    private async Task<SectionList?> GetSectionsAsync()
    {
        try
        {
            var sections = await _sections.GetAsync();
            _isIncomplete = false;
            return sections;
        }
        catch (Exception fault)
        {
            // Said once: an outage has many requests.
            if (!_isIncomplete) SectionsLeftOut(fault);
            _isIncomplete = true;
            return _sections.LastKnown;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sections could not be read; pages show the last known ones, or none")]
    private partial void SectionsLeftOut(Exception fault);

    private SiteFrame LastKnown() => Of(_settings.LastKnown ?? new(), _sections.LastKnown);

    private SiteFrame Of(SiteSettings settings, SectionList? sections) =>
        new(settings, settings.Sections is { IsDefaultOrEmpty: false } chosen ? chosen : sections?.Sections ?? [], Now) { SectionsHash = sections?.Hash ?? 0, ListingVersion = sections?.Version ?? 0 };

    private static async Task<SiteSettings> ReadSettingsAsync(IClusterClient cluster, SiteSettings? known)
    {
        var settings = await cluster.GetGrain<ISiteGrain>(0).GetAsync(known?.Version ?? 0);
        // Versions only grow: a lower one comes from an activation that is behind.
        return settings is null || settings.Version < known?.Version ? known ?? new() : settings;
    }

    // The sections of the hundred newest stories, the busiest first, are what a reader finds something new under.
    private static async Task<SectionList> ReadSectionsAsync(IClusterClient cluster, SectionList? known)
    {
        var page = await cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(1, 100, known?.Version ?? 0));
        if (known is not null && page.Version <= known.Version) return known;
        var sections = page.Items
            .Where(entry => entry.Section is not null)
            .GroupBy(entry => entry.Section!.Root.Slug, entry => entry.Section!.Root)
            .OrderByDescending(stories => stories.Count())
            .Take(SectionsShown)
            .Select(stories => stories.First())
            .ToImmutableArray();
        return new(page.Version, sections, HashOf(sections));
    }

    private static long HashOf(ImmutableArray<Term> sections) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sections.Select(section => $"{section.Slug}\t{section.Name}")))));

    private sealed record SectionList(long Version, ImmutableArray<Term> Sections, long Hash);
}
