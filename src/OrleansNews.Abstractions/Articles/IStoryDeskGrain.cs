using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>
/// Which stories are in whose hands. Key: the shard, <see cref="ShardOf"/>. Derived from the stories, which tell it at least once.
/// </summary>
[Alias("news.story-desk")]
public interface IStoryDeskGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are; the number is part of the stored data.</summary>
    const int Shards = 16;

    /// <summary>The shard of a story.</summary>
    static long ShardOf(ArticleId article) => article.Value % Shards;

    /// <summary>Inserts or replaces a story; an older version than what is known, of one that is gone included, is ignored. Durable on return.</summary>
    [Alias("put")]
    Task PutAsync(StoryInHand story);

    /// <summary>Takes a story off the desk as of <paramref name="version"/>, which is remembered for a day: a late message of that or an older version does not bring it back.</summary>
    [Alias("remove")]
    Task RemoveAsync(ArticleId article, long version);

    /// <summary>The stories of this shard that <paramref name="actor"/> may open, in no order; those in the trash (<see cref="StoryInHand.DiscardedAt"/>) for 30 days.</summary>
    [ReadOnly, Alias("list")]
    Task<ImmutableArray<StoryInHand>> ListAsync(Actor actor);
}
