using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Live;

/// <summary>A front end that ends does not wait for its readers.</summary>
public class LiveShutdownTests
{
    [Fact]
    public async Task Feed_OfAProcessThatStops_EndsWithATimeToComeBack()
    {
        await using var site = new NewsSite();
        await site.InitializeAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, TestContext.Current.CancellationToken);
        await feed.NextAsync("count");

        var stopped = site.StopAsync();
        await feed.EndAsync();
        await stopped;
    }
}
