using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.LiveStories;

/// <summary>Live stories for tests.</summary>
internal static class LiveStoryFixtures
{
    public static ArticleContent ElectionNight { get; } = Stories.Harbour with { Title = "Election night", Live = LiveOrder.NewestFirst };

    /// <summary>A published live story of <see cref="Stories.Author"/>.</summary>
    public static async Task<(IArticleGrain Article, ILiveStoryGrain Live, ArticleSaved Saved)> LiveStoryAsync(this IGrainFactory grains, LiveOrder order = LiveOrder.NewestFirst)
    {
        var article = await grains.NewArticleAsync();
        var saved = await article.PublishedAsync(ElectionNight.Unique() with { Live = order });
        return (article, grains.GetGrain<ILiveStoryGrain>(article.Id().Value), saved);
    }

    public static AddLiveEntry Entry(string body, string headline = "", bool isPinned = false, Actor? actor = null) =>
        new(Guid.NewGuid(), new(headline, body), isPinned, actor ?? Stories.Author);

    /// <summary>Adds an entry and says its number.</summary>
    public static async Task<long> AddedAsync(this ILiveStoryGrain live, string body, string headline = "", bool isPinned = false) =>
        Assert.IsType<LiveEntrySaved>(await live.AddAsync(Entry(body, headline, isPinned))).Number;

    public static string Numbers(this IEnumerable<LiveEntry> entries) => string.Join(' ', entries.Select(entry => entry.Number));
}
