namespace OrleansNews.Site;

/// <summary>Keeps the site's fragments at hand. A request that finds them fresh pays one comparison.</summary>
internal sealed class PageFragments(IEnumerable<IPageFragment> fragments, IOptions<ReadOptions> options, TimeProvider time)
{
    private readonly ImmutableArray<IPageFragment> _fragments = [.. fragments];
    private readonly Lock _gate = new();
    private volatile FragmentSet _current = new([]);
    private volatile bool _isKnown;
    private long _freshUntil = long.MinValue;

    /// <summary>The last known ones.</summary>
    public FragmentSet Current => _current;

    /// <summary>Whether the cluster has ever said what they are. Until then a page from a copy keeps those that it has.</summary>
    public bool IsKnown => _isKnown;

    /// <summary>Whether <see cref="Current"/> may be served at <paramref name="now"/> without asking.</summary>
    public bool IsFresh(long now) => now < Volatile.Read(ref _freshUntil);

    /// <summary>The fragments, checked when they are old.</summary>
    public async ValueTask<FragmentSet> ReadAsync()
    {
        if (IsFresh(time.GetTimestamp())) return _current;
        var readings = await Task.WhenAll(_fragments.Select(fragment => fragment.ReadAsync().AsTask()));
        var now = time.GetTimestamp();
        byte[][] last = [.. readings.Select(reading => reading.Html)];
        byte[][] pieces = [.. readings.Select(reading => reading.TrueUntil > now ? reading.Html : [])];

        _isKnown |= readings.All(reading => reading.CheckedAt > 0);
        lock (_gate)
        {
            var lastKnown = _current.LastKnown.Holds(last) ? _current.LastKnown : Named(last, null);
            if (lastKnown.Holds(pieces)) _current = lastKnown;
            else if (!_current.Holds(pieces) || !ReferenceEquals(_current.LastKnown, lastKnown)) _current = Named(pieces, lastKnown);
            var until = readings.SelectMany(reading => new[] { reading.CheckedAt + Ticks(options.Value.FreshFor), reading.TrueUntil > now ? reading.TrueUntil : long.MaxValue });
            Volatile.Write(ref _freshUntil, until.DefaultIfEmpty(long.MaxValue).Min());
            return _current;
        }
    }

    private FragmentSet Named(byte[][] pieces, FragmentSet? lastKnown) => new([.. _fragments.Select((fragment, i) => (fragment.Name, pieces[i]))], lastKnown);

    private long Ticks(TimeSpan duration) => (long)(duration.TotalSeconds * time.TimestampFrequency);
}
