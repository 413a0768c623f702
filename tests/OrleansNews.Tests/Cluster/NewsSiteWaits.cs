using OrleansNews.Comments;

namespace OrleansNews.Cluster;

/// <summary>Waits for what grains tell each other in the background.</summary>
internal static class NewsSiteWaits
{
    /// <summary>Returns when the cluster's box of latest comments shows a word.</summary>
    public static Task UntilLatestKnowsAsync(this NewsSite site, string word) => UntilAsync(site, word, shown: true);

    /// <summary>Returns when it does not show it any more.</summary>
    public static Task UntilLatestForgetsAsync(this NewsSite site, string word) => UntilAsync(site, word, shown: false);

    private static Task UntilAsync(NewsSite site, string word, bool shown) => Waits.UntilAsync(
        async () => (await site.Grains.GetGrain<ILatestCommentsGrain>(0).GetAsync(5, 0)).Items.Any(item => item.Comment.Text.Contains(word, StringComparison.Ordinal)) == shown,
        $"The latest comments {(shown ? "never show" : "go on showing")} \"{word}\".",
        () => site.Cluster.Time.Advance(TimeSpan.FromSeconds(1)));
}
