using System.Collections.Concurrent;

namespace OrleansNews.Site;

/// <summary>
/// Pages as finished bytes, and what becomes of them: one render for all who miss a page at once, one check for all who find it old. Only answers with a page take
/// room here; what leads nowhere is remembered for two seconds in a room of its own, so that no number of invented addresses displaces a page.
/// </summary>
internal sealed class PageCache(PageFragments fragments, PageCopies copies, PageInstruments instruments, IOptions<ReadOptions> options, TimeProvider time) : IDisposable
{
    private readonly ByteBoundedCache<CachedPage> _pages = new(options.Value.CacheBytes);
    private readonly ConcurrentDictionary<string, CachedPage> _pending = new(StringComparer.Ordinal);
    private readonly BriefMemory<PageAnswer> _refusals = new(time);

    /// <summary>The bytes of all pages in memory.</summary>
    public long Weight => _pages.Weight;

    /// <summary>How many pages are in memory.</summary>
    public int Count => _pages.Count;

    /// <summary>All pages in memory.</summary>
    public IEnumerable<CachedPage> Pages => _pages.All;

    /// <summary>The page of a path; null when it is not here.</summary>
    public CachedPage? Find(string path) => _pages.Find(path);

    /// <summary>A page that may be served without asking anybody; null when something has to be asked first.</summary>
    public FinishedPage? FindFresh(CachedPage page)
    {
        var now = time.GetTimestamp();
        return page.IsFresh(now) && fragments.IsFresh(now) && page.LastKnown is { } edition ? With(page, edition, fragments.Current) : null;
    }

    /// <summary>Answers an address. <paramref name="served"/> is set when the answer is a page.</summary>
    public async Task<(PageAnswer Answer, ServedPage? Served)> GetAsync(string path, IPageSource source)
    {
        if (_refusals.TryFind(path, out var refusal)) return (refusal, null);
        var page = _pages.Find(path) ?? _pending.GetOrAdd(path, static (name, made) => new(name, made.source, made.Value, made.time), (source, options.Value, time));
        try
        {
            // What was kept on disk is checked like a page that has grown old, and serves while the cluster is silent.
            if (page.LastKnown is null && await copies.FindAsync(path) is { } copy) page.Begin(copy.Edition, time.GetTimestamp() - (long)(copy.Age.TotalSeconds * time.TimestampFrequency));
            return await ReadAsync(page);
        }
        finally
        {
            _pending.TryRemove(new(path, page));
        }
    }

    /// <summary>The page of an address that was served before, checked; null when it is no page any more, or too old to be shown.</summary>
    /// <param name="isHurried">Whether it is waited for no longer than for any page.</param>
    public async ValueTask<ServedPage?> CheckAsync(CachedPage page, bool isHurried = false) => (await ReadAsync(page, isHurried)).Served;

    /// <summary>Forgets a page.</summary>
    public void Purge(CachedPage page) => _pages.Remove(page.Path, page);

    /// <summary>Takes note that a page weighs something else than before.</summary>
    public void Weigh(CachedPage page) => _pages.Weigh(page.Path, page, page.Weight);

    public void Dispose() => _refusals.Dispose();

    private async ValueTask<(PageAnswer Answer, ServedPage? Served)> ReadAsync(CachedPage page, bool isHurried = false)
    {
        var set = fragments.ReadAsync();
        var before = page.LastKnown;
        var reading = await page.ReadAsync(isHurried);
        var pieces = await set;
        if (reading.Value is not PageEdition edition)
        {
            _pages.Remove(page.Path, page);
            _refusals.Keep(page.Path, reading.Value);
            return (reading.Value, null);
        }

        var finished = reading.IsCurrent ? edition.With(pieces) : fragments.IsKnown ? edition.With(pieces.LastKnown) : edition.Latest;
        if (!ReferenceEquals(before, edition) || ReferenceEquals(_pending.GetValueOrDefault(page.Path), page)) Keep(page);
        else Weigh(page);
        if (reading.IsCurrent) return (edition, new(page, finished, null));

        var age = time.GetElapsedTime(reading.CheckedAt);
        instruments.Stale();
        return (edition, age <= options.Value.MaxStale ? new(page, finished, age) : null);
    }

    private FinishedPage With(CachedPage page, PageEdition edition, FragmentSet pieces)
    {
        var before = edition.Latest;
        var finished = edition.With(pieces);
        if (!ReferenceEquals(before, finished)) Weigh(page);
        return finished;
    }

    private void Keep(CachedPage page)
    {
        if (ReferenceEquals(_pages.Find(page.Path), page)) Weigh(page);
        else _pages.Put(page.Path, page, page.Weight);
    }
}
