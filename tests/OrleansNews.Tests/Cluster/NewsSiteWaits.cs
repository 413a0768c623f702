using OrleansNews.Comments;

namespace OrleansNews.Cluster;

/// <summary>Waits for what grains tell each other in the background.</summary>
internal static class NewsSiteWaits
{
    /// <summary>Returns when the cluster's box of latest comments shows a word.</summary>
    public static Task UntilLatestKnowsAsync(this NewsSite site, string word, CancellationToken cancel) => UntilAsync(site, word, shown: true, cancel);

    /// <summary>Returns when it does not show it any more.</summary>
    public static Task UntilLatestForgetsAsync(this NewsSite site, string word, CancellationToken cancel) => UntilAsync(site, word, shown: false, cancel);

    private static async Task UntilAsync(NewsSite site, string word, bool shown, CancellationToken cancel)
    {
        while (true)
        {
            var latest = await site.Grains.GetGrain<ILatestCommentsGrain>(0).GetAsync(5, 0);
            if (latest.Items.Any(item => item.Comment.Text.Contains(word, StringComparison.Ordinal)) == shown) return;
            site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, cancel);
        }
    }
}
