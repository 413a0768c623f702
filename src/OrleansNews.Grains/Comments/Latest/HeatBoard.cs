using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>Which threads are warmest. Pure bookkeeping, bounded: the coldest is forgotten.</summary>
internal sealed class HeatBoard
{
    /// <summary>Threads that are remembered.</summary>
    public const int Threads = 256;

    private readonly Dictionary<ArticleId, (ThreadPosition Position, double Heat, DateTimeOffset At)> _threads = [];

    /// <summary>Takes what a thread says of itself; an older position is ignored.</summary>
    public void Take(ArticleId article, ThreadPosition position, double heat, DateTimeOffset now)
    {
        if (_threads.TryGetValue(article, out var known) && (position.Epoch, position.Sequence).CompareTo((known.Position.Epoch, known.Position.Sequence)) < 0) return;
        if (double.IsFinite(heat) && heat > 0) _threads[article] = (position, heat, now);
        else _threads.Remove(article);
        if (_threads.Count > Threads) _threads.Remove(_threads.MinBy(thread => At(thread.Value, now)).Key);
    }

    /// <summary>The warmest, the first first; none whose comments are all long ago.</summary>
    public ImmutableArray<ArticleId> Top(int count, DateTimeOffset now) =>
    [
        .. _threads.Where(thread => thread.Value.At + DiscussionHeat.Memory > now)
            .OrderByDescending(thread => At(thread.Value, now)).ThenByDescending(thread => thread.Key.Value).Take(count).Select(thread => thread.Key),
    ];

    private static double At((ThreadPosition Position, double Heat, DateTimeOffset At) thread, DateTimeOffset now) => thread.Heat * DiscussionHeat.After(now - thread.At);
}
