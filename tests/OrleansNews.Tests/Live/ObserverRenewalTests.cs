using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Live;

/// <summary>A relay asks for hints again long before the thread forgets it, although nothing happens.</summary>
public sealed class ObserverRenewalTests(CachingSite site) : IClassFixture<CachingSite>
{
    private const string Subscribe = "ICommentThreadGrain.SubscribeAsync", Read = "ICommentThreadGrain.ReadLogAsync";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private ClientCalls Calls => site.Cluster.Calls;

    [Fact]
    public async Task Relay_OfAQuietStory_AsksForHintsEveryTwentySeconds()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        await feed.NextAsync("count");
        await PassesAsync(2);
        var asked = Calls.Of(Subscribe);

        site.MachineTime.Advance(TimeSpan.FromSeconds(19));
        await PassesAsync(3);
        Assert.Equal(asked, Calls.Of(Subscribe));

        for (var renewals = 1; renewals <= 3; renewals++)
        {
            site.MachineTime.Advance(TimeSpan.FromSeconds(20));
            await PassesAsync(3);
            Assert.Equal(asked + renewals, Calls.Of(Subscribe));
        }
    }

    // A relay reads its thread once in each pass.
    private async Task PassesAsync(int passes)
    {
        for (var read = Calls.Of(Read); Calls.Of(Read) < read + passes;) await Task.Delay(10, Cancel);
    }
}
