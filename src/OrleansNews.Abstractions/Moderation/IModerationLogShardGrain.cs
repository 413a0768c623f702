using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Moderation;

/// <summary>
/// A part of the moderation log. Key: the shard, <see cref="ShardOf"/> a story. Only ever appended to: an entry that is known stays as it is, so that it may be told again. What an
/// erasure takes out of an entry is the one exception.
/// </summary>
[Alias("news.moderation-log-shard")]
public interface IModerationLogShardGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are. Part of the stored data.</summary>
    const int Shards = 8;

    /// <summary>The shard of a story; 0 for what is about none.</summary>
    static int ShardOf(ArticleId article) => (int)(article.Value % Shards);

    /// <summary>Takes entries, at most 1,000; they are durable on return.</summary>
    [Alias("append")]
    Task AppendAsync(ImmutableArray<LogEntry> entries);

    /// <summary>A page of this part; null when the actor may not moderate.</summary>
    [Alias("read")]
    Task<LogPage?> ReadAsync(LogQuery query, Actor actor);
}
