using System.Collections.Concurrent;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Search;

/// <summary>Which stories have changed since this front end began to look: the changes of the listing of all, read when its version has moved.</summary>
internal sealed class ChangedStories(IClusterClient cluster, IOptions<ReadOptions> options) : IDisposable
{
    private const int AtOnce = 500;
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<ArticleId, long> _positions = new();
    private readonly SemaphoreSlim _turn = new(1);
    private long _position = -1;
    private long _oldest;

    /// <summary>Up to which position of the listing the changes are known; below zero before the first look.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Looks what has changed up to a version of the listing that was seen. While the cluster does not answer, nothing is new.</summary>
    public async ValueTask FollowAsync(long version)
    {
        if (version <= Position) return;
        await _turn.WaitAsync();
        try
        {
            // Before the first look nothing was kept that could have changed.
            if (Position < 0) Begin(version);
            while (Position < version)
            {
                var changes = await cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadChangesAsync(Position, AtOnce).WaitAsync(options.Value.Deadline);
                if (changes.Items.IsEmpty) break;
                foreach (var change in changes.Items) _positions[change.Article] = change.Position;
                Volatile.Write(ref _position, changes.Items[^1].Position);
            }

            if (_positions.Count > MostKept) Begin(Position);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            // The next look begins where this one ended; a page can do without.
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether a story has changed after a position, or may have.</summary>
    public bool HasChanged(ArticleId story, long after) => after < Volatile.Read(ref _oldest) || (_positions.TryGetValue(story, out var position) && position > after);

    public void Dispose() => _turn.Dispose();

    private void Begin(long position)
    {
        Volatile.Write(ref _oldest, position);
        _positions.Clear();
        Volatile.Write(ref _position, position);
    }
}
