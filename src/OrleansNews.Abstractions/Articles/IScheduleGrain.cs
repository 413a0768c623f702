namespace OrleansNews.Articles;

/// <summary>
/// Which stories go out by themselves, and when. Key: the shard, <see cref="ShardOf"/>. A publication is registered here before its story plans it, so that a crash
/// between leaves one that the story does not know, which does nothing, and never one that nobody fires.
/// </summary>
[Alias("news.schedule")]
public interface IScheduleGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are; the number is part of the stored data.</summary>
    const int Shards = 4;

    /// <summary>The shard of a story.</summary>
    static long ShardOf(ArticleId article) => article.Value % Shards;

    /// <summary>Registers a publication; durable on return.</summary>
    /// <param name="article">The story.</param>
    /// <param name="publication">Names this plan among all that the story ever had.</param>
    /// <param name="at">When it is due.</param>
    [Alias("register")]
    Task RegisterAsync(ArticleId article, Guid publication, DateTimeOffset at);

    /// <summary>Lets go out what is due, and waits a moment for it; a story that takes longer goes on behind, and what does not succeed stays for the next call. Called by a ticker in each silo.</summary>
    [Alias("fire")]
    Task FireDueAsync();
}
