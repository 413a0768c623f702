using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

    // A balancer may not know it yet, and whoever reads events gives up for good on any other answer.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reader_WhoComesToAProcessThatStops_IsToldWhenToComeBack(bool isFollowed)
    {
        await using var site = new NewsSite();
        await site.InitializeAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var http = site.NewBrowser();
        if (isFollowed)
        {
            await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, TestContext.Current.CancellationToken);
            await feed.NextAsync("count");
        }

        site.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        using var answer = await http.GetAsync($"/api/articles/{story.Id}/live", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Matches("^retry: [0-9]+\n\n$", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
