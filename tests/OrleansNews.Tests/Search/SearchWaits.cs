using OrleansNews.Cluster;

namespace OrleansNews.Search;

/// <summary>Waits for the index to follow.</summary>
internal static class SearchWaits
{
    /// <summary>Lets the follower's time pass until so many stories match.</summary>
    /// <param name="through">Who asks: a silo, whose own index answers; null for the client of all.</param>
    public static async Task<SearchFound> UntilFoundAsync(this NewsCluster cluster, string words, int total, IGrainFactory? through = null)
    {
        SearchFound? answer = null;
        await Waits.UntilAsync(
            async () => (answer = await (through ?? cluster.Client).GetGrain<ISearchGrain>(0).SearchAsync(new(words, PageSize: 50)) as SearchFound) is { IsComplete: true } && answer.Total == total,
            $"The search for \"{words}\" never finds {total}.",
            () => cluster.Time.Advance(TimeSpan.FromSeconds(1)));
        return answer!;
    }
}
