using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>The newest comments of the threads that reported last. Pure bookkeeping.</summary>
internal sealed class LatestBoard
{
    /// <summary>Threads that are remembered: more than the box can show, so that hiding, erasing or withdrawing leaves enough.</summary>
    public const int Threads = 64;

    /// <summary>How many comments the box can show.</summary>
    public const int MostItems = 20;

    private readonly Dictionary<ArticleId, (ThreadPosition Position, ImmutableArray<CommentView> Newest)> _threads = [];

    /// <summary>Moves with every change.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Stories, the newest comment first.</summary>
    public ImmutableArray<ArticleId> Articles => [.. _threads.OrderByDescending(thread => NewestOf(thread.Value.Newest)).ThenBy(thread => thread.Key.Value).Select(thread => thread.Key)];

    /// <summary>The newest comments, newest first.</summary>
    public IEnumerable<(ArticleId Article, CommentView Comment)> Newest =>
        _threads.SelectMany(thread => thread.Value.Newest.Select(comment => (thread.Key, comment)))
            .OrderByDescending(item => item.comment.PostedAt).ThenByDescending(item => item.comment.Id.Value);

    /// <summary>Takes what a thread says of itself. False for a report that is older than the one before, or says the same.</summary>
    public bool Take(ArticleId article, ThreadPosition position, ImmutableArray<CommentView> newest)
    {
        var known = _threads.TryGetValue(article, out var before);
        if (known && (position.Epoch, position.Sequence).CompareTo((before.Position.Epoch, before.Position.Sequence)) < 0) return false;
        _threads[article] = (position, [.. newest.OrEmpty().Where(comment => comment.Status == CommentStatus.Approved)]);
        if (_threads.Count > Threads) _threads.Remove(Articles[^1]);
        if (known && before.Newest.SequenceEqual(_threads.GetValueOrDefault(article).Newest.OrEmpty())) return false;
        Version++;
        return true;
    }

    /// <summary>Something about the stories changed.</summary>
    public void Touch() => Version++;

    private static DateTimeOffset NewestOf(ImmutableArray<CommentView> comments) => comments.IsEmpty ? DateTimeOffset.MinValue : comments.Max(comment => comment.PostedAt);
}
