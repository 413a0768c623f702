namespace OrleansNews.Site;

/// <summary>
/// The scheme and host that readers find the site at, as requests tell, while no setting does: documents that begin addresses with it are kept once for each. Anybody can send any host, and so
/// few are taken at a time; a new one has the place of one that nobody asked at for a moment.
/// </summary>
internal sealed class AskedOrigins(TimeProvider time)
{
    private const int Most = 8;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _askedAt = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a document may be made for an origin now; if not, in a second.</summary>
    public bool Admits(string origin)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (!_askedAt.ContainsKey(origin) && _askedAt.Count >= Most)
            {
                var (oldest, at) = _askedAt.MinBy(asked => asked.Value);
                if (time.GetElapsedTime(at, now) < Moment) return false;
                _askedAt.Remove(oldest);
            }

            _askedAt[origin] = now;
            return true;
        }
    }
}
