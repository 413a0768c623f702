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

        using var http = site.NewBrowser();
        using var lines = new StreamReader(await http.GetStreamAsync($"/api/articles/{story.Id}/live", TestContext.Current.CancellationToken));
        Assert.StartsWith("retry: ", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var stopped = site.StopAsync();
        await feed.EndAsync();
        var rest = await lines.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Matches("(^|\n\n)retry: [0-9]+\n\n$", rest);
        await stopped;
    }
}
