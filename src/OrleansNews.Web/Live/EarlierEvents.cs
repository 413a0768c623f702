using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>Reads again what stands before the events that a front end keeps, for readers who come from further back: what they miss cannot be had for ever, and the others do not wait for it.</summary>
internal sealed class EarlierEvents(ArticleId article, RelayContext context, LogFollower log)
{
    // For so long a reader's place is worth more than what happens meanwhile.
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _wantedFrom;
    private long _unreadSince;

    /// <summary>Whether nobody can be asked for them now, and not yet for long.</summary>
    public bool AreOut => Volatile.Read(ref _unreadSince) is not 0 and var since && context.Time.GetElapsedTime(since) < LongestOutage;

    /// <summary>Has the next pass read them from behind a position on.</summary>
    public void Want(long sequence)
    {
        lock (_gate) _wantedFrom = Math.Min(_wantedFrom ?? long.MaxValue, sequence);
    }

    /// <summary>Reads what is wanted, as far as it can be had; false when nothing is.</summary>
    public async Task<bool> ReadAsync()
    {
        if (TakeWanted() is not { } wanted) return false;
        try
        {
            await log.BackfillAsync(wanted);
            Volatile.Write(ref _unreadSince, 0);
        }
        catch (Exception fault) when (_unreadSince != 0 && ClusterFaults.IsUnavailable(fault))
        {
            // Said once: readers come back for as long as it lasts.
        }
        catch (Exception fault)
        {
            RelayLog.NotReadAgain(context.Log, fault, article);
            Volatile.Write(ref _unreadSince, ClusterFaults.IsUnavailable(fault) ? context.Time.GetTimestamp() : 0);
        }

        return true;
    }

    private long? TakeWanted()
    {
        lock (_gate)
        {
            var wanted = _wantedFrom;
            _wantedFrom = null;
            return wanted;
        }
    }
}
