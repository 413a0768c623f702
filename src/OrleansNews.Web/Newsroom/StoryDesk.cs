using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>Reads what is in whose hands, from all shards at once.</summary>
internal sealed class StoryDesk(IClusterClient cluster)
{
    /// <summary>The stories in hand that <paramref name="actor"/> may open.</summary>
    public async Task<IReadOnlyList<StoryInHand>> ReadAsync(Actor actor)
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, IStoryDeskGrain.Shards).Select(shard => cluster.GetGrain<IStoryDeskGrain>(shard).ListAsync(actor)));
        return [.. shards.SelectMany(stories => stories)];
    }
}
