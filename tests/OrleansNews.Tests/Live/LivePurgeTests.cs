using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>What is hidden leaves the front end's memory: replay, states, and what still waits for a slow reader.</summary>
public class LivePurgeTests(LiveSite site) : IClassFixture<LiveSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private LiveRelays Relays => site.Services.GetRequiredService<LiveRelays>();

    [Theory]
    [InlineData(Decision.Trash)]
    [InlineData(Decision.Spam)]
    [InlineData(Decision.Hold)]
    public async Task Decision_ThatHides_LeavesTheTextNowhere(Decision decision)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var stuck = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var relay = Relays.Enter(story.Id);
        var slow = Relays.Connect(stuck.Writer);
        await relay.JoinAsync(slow, null, Cancel);
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        var secret = $"vanish{Guid.NewGuid():N}";
        var author = $"Name{Guid.NewGuid():N}";
        var posted = await site.CommentAsync(story, author, $"It must {secret}.");
        await site.CommentAsync(story, "Bo", "An answer.", posted.Id);
        await feed.NextAsync("comment");
        await feed.NextAsync("comment");
        Assert.True(FrontEndMemory.Holds(Relays, secret), "The search finds what is there.");
        Assert.True(FrontEndMemory.Holds(slow, secret), "The slow reader still waits for it.");

        await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(new([posted.Id], decision, Stories.Editor));
        await feed.NextAsync("decided");
        // One more event has been read and sent: whatever the decision sets off has happened before it.
        await site.CommentAsync(story, "Bo", "Afterwards.");
        await feed.NextAsync("comment");

        Assert.False(FrontEndMemory.Holds(Relays, secret), "The text is still held.");
        Assert.False(FrontEndMemory.Holds(slow, secret), "The text still waits for a slow reader.");
        Assert.False(FrontEndMemory.Holds(Relays, author), "The author's name is still held, by the reply that names them.");
        relay.Feed.Leave(slow);
        relay.Exit();
    }

    [Fact]
    public async Task Edit_ThatIsHeld_LeavesTheNameNowhere()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        var (author, browser) = ($"Name{Guid.NewGuid():N}", new BrowserId(Guid.NewGuid()));
        var posted = await site.CommentAsync(story, author, "At first.", browser: browser);
        await site.CommentAsync(story, "Bo", "An answer.", posted.Id);
        await feed.NextAsync("comment");
        await feed.NextAsync("comment");
        Assert.True(FrontEndMemory.Holds(Relays, author));

        var links = string.Concat(Enumerable.Range(0, 5).Select(i => $"<a href=\"https://example.org/{i}\">here</a> "));
        var edited = Assert.IsType<CommentPosted>(await site.Grains.GetGrain<ICommentIntakeGrain>(0).EditAsync(new(posted.Id, links, 1, browser, null)));
        Assert.Equal(CommentStatus.Held, edited.Status);
        Assert.DoesNotContain("html", (await feed.NextAsync("edited")).Data, StringComparison.Ordinal);
        // One more event has been read and sent: whatever the edit sets off has happened before it.
        await site.CommentAsync(story, "Bo", "Afterwards.");
        await feed.NextAsync("comment");

        Assert.False(FrontEndMemory.Holds(Relays, author));
    }

    [Fact]
    public async Task Edit_LeavesTheEarlierTextNowhere()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        var secret = $"vanish{Guid.NewGuid():N}";
        var posted = await site.CommentAsync(story, "Ada", $"It must {secret}.");
        await feed.NextAsync("comment");
        Assert.True(FrontEndMemory.Holds(Relays, secret));

        await site.Grains.GetGrain<ICommentIntakeGrain>(0).EditAsync(new(posted.Id, "Better.", 1, null, Stories.Editor));
        await feed.NextAsync("edited");
        Assert.False(FrontEndMemory.Holds(Relays, secret));
    }
}
