using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>A front end that looks by itself once a minute only: what comes sooner came by a hint of the thread's grain.</summary>
public sealed class HintedSite : NewsSite
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Live:Poll", "00:01:00"), new("Live:Heartbeat", "00:01:00")];
}

public sealed class HintedFeedTests(HintedSite site) : IClassFixture<HintedSite>
{
    // Half of what the poll needs. Not a measure of speed: without hints nothing comes before it.
    private static readonly TimeSpan BeforeThePoll = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Feed_WhileThePollRests_BringsWhatTheGrainHints()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var position = (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).GetVersionAsync(default)).Position;
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live?after={position}", null, patience.Token);
        await feed.NextAsync("count");
        patience.CancelAfter(BeforeThePoll);

        foreach (var text in new[] { "One.", "Two.", "Three." })
        {
            var posted = await site.CommentAsync(story, "Ada", text);
            Assert.Equal(posted.Position.ToString(), (await feed.NextAsync("comment")).Id);
        }
    }
}
