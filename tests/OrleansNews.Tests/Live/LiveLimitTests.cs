using System.Globalization;
using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Live;

/// <summary>How many feeds one address and one process may hold, and what the others are told.</summary>
public class LiveLimitTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Limits:LiveFeeds", HttpStatusCode.TooManyRequests)]
    [InlineData("Live:MaxConnections", HttpStatusCode.ServiceUnavailable)]
    public async Task Feed_AboveTheLimit_IsRefusedUntilOneEnds(string setting, HttpStatusCode refusal)
    {
        await using var site = new LimitedSite(setting);
        await site.InitializeAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var address = $"/api/articles/{story.Id}/live";
        await using var first = await LiveClient.OpenAsync(site.NewBrowser(), address, null, Cancel);
        var second = await LiveClient.OpenAsync(site.NewBrowser(), address, null, Cancel);
        await second.NextAsync("count");

        using var http = site.NewBrowser();
        using var refused = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(refusal, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("nosniff", refused.Headers.GetValues("X-Content-Type-Options").Single());

        await second.DisposeAsync();
        while (true)
        {
            using var again = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancel);
            if (again.StatusCode == HttpStatusCode.OK) break;
            Assert.Equal(refusal, again.StatusCode);
        }
    }

    [Fact]
    public async Task Feed_Begins_WithATimeToComeBackOfItsOwn()
    {
        await using var site = new LimitedSite("Live:MaxConnections", "50");
        await site.InitializeAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var times = new HashSet<int>();
        for (var i = 0; i < 8; i++)
        {
            using var http = site.NewBrowser();
            using var lines = new StreamReader(await http.GetStreamAsync($"/api/articles/{story.Id}/live", Cancel));
            var line = await lines.ReadLineAsync(Cancel);
            Assert.StartsWith("retry: ", line, StringComparison.Ordinal);
            times.Add(int.Parse(line!["retry: ".Length..], CultureInfo.InvariantCulture));
        }

        Assert.All(times, time => Assert.InRange(time, 2_000, 6_000));
        Assert.True(times.Count > 1, "Readers who lost the feed together would come back together.");
    }

    private sealed class LimitedSite(string setting, string value = "2") : NewsSite
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new(setting, value)];
    }
}
