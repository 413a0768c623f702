using OrleansNews.Accounts;

namespace OrleansNews.Moderation;

/// <summary>
/// Which comments stand in which queue: ids and times, nothing of what they say. Key: the shard, <see cref="ShardOf"/> a story. Derived: threads tell it through their outboxes, and
/// what a thread says of itself is the truth.
/// </summary>
[Alias("news.moderation-queue")]
public interface IModerationQueueGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are. Part of the stored data.</summary>
    const int Shards = 8;

    /// <summary>The shard of a story.</summary>
    static int ShardOf(ArticleId article) => (int)(article.Value % Shards);

    /// <summary>
    /// Takes where comments of one story stand. A report that is older than what is known changes nothing. False when a report that continues another one does not fit: the thread
    /// then tells all of it, with <see cref="QueueReport.After"/> 0.
    /// </summary>
    [Alias("report")]
    Task<bool> ReportAsync(QueueReport report);

    /// <summary>A page of one queue, the newest comments first; null when the actor may not moderate.</summary>
    [Alias("read")]
    Task<QueuePage?> ReadAsync(QueueQuery query, Actor actor);

    /// <summary>How many comments stand in each queue; null when the actor may not moderate.</summary>
    [Alias("count")]
    Task<QueueCounts?> CountAsync(Actor actor);
}
