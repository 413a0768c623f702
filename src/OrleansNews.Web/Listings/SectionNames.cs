using System.Collections.Concurrent;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>What sections are called that the settings do not name: as the newest story in each has it. Asked once a minute at most for each.</summary>
internal sealed class SectionNames(IClusterClient cluster, IOptions<ReadOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>The section of this path, which is one that the cluster names; null when no story is in it.</summary>
    public async Task<Term?> FindAsync(string path)
    {
        var now = time.GetTimestamp();
        if (_known.TryGetValue(path, out var known) && time.GetElapsedTime(known.At, now) < Lasts) return known.Section;
        var page = await cluster.GetGrain<IListingGrain>(ListingKeys.Category(path)).ReadAsync(new(1, 1)).WaitAsync(options.Value.Deadline, time);
        var section = page.Items.Select(story => story.Section).OfType<Term>().SelectMany(section => section.Line).FirstOrDefault(section => section.Path == path);
        _known[path] = new(section, now);
        return section;
    }

    private sealed record Known(Term? Section, long At);
}
