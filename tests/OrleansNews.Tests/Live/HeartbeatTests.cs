using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Live;

/// <summary>A front end whose quiet feeds show a sign of life each second.</summary>
public sealed class BeatingSite : NewsSite
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Live:Heartbeat", "00:00:01")];
}

public sealed class HeartbeatTests(BeatingSite site) : IClassFixture<BeatingSite>
{
    [Fact]
    public async Task Feed_OfAQuietStory_CarriesCommentLines_AndIsKeptByNoProxy()
    {
        var cancel = TestContext.Current.CancellationToken;
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var http = site.NewBrowser();
        using var answer = await http.GetAsync($"/api/articles/{story.Id}/live", HttpCompletionOption.ResponseHeadersRead, cancel);
        Assert.True(answer.Headers.CacheControl is { NoStore: true, NoTransform: true });
        Assert.Equal("no", Assert.Single(answer.Headers.GetValues("X-Accel-Buffering")));

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
        // The comment line is for proxies; the state behind it, one at the beginning as well, is for pages, which are shown no comment lines.
        for (var beats = 0; beats < 3;)
        {
            var line = await lines.ReadLineAsync(cancel);
            Assert.NotNull(line);
            if (line != ":") continue;
            Assert.Equal(("event: beat", "data: 1", ""), (await lines.ReadLineAsync(cancel), await lines.ReadLineAsync(cancel), await lines.ReadLineAsync(cancel)));
            beats++;
        }
    }
}
