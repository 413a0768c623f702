using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>What goes wrong with one event, one reader or one grain is no matter of the others.</summary>
public sealed class RelayFaultTests(LiveSite site) : IClassFixture<LiveSite>, IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private LiveRelays Relays => site.Services.GetRequiredService<LiveRelays>();

    public void Dispose() => site.Cluster.Calls.Instead = null;

    [Fact]
    public async Task Events_ThatCannotBeRendered_ArePassedOverAndHoldNothingUp()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var root = await site.CommentAsync(story, "Ada", "First.");
        await using var feed = await FollowAsync(story);
        await feed.NextAsync("count");
        // A reply that is not indented asks for the name of whom it answers.
        FailCalls("ICommentThreadGrain.FindAsync", new NotSupportedException("A deterministic fault."));

        // One after the other and together: each of them fails a few times, and none begins anew because of another.
        await site.CommentAsync(story, "Bo", "An answer.", root.Id);
        await site.CommentAsync(story, "Bo", "Another answer.", root.Id);
        await site.CommentAsync(story, "Cy", "Between them.");
        await site.CommentAsync(story, "Bo", "A third answer.", root.Id);
        var last = await site.CommentAsync(story, "Cy", "Behind them.");

        var between = await feed.NextAsync("comment", "decided", "reset");
        Assert.Contains("Between them.", between.Data, StringComparison.Ordinal);
        var behind = await feed.NextAsync("comment", "decided", "reset");
        Assert.Contains("Behind them.", behind.Data, StringComparison.Ordinal);
        Assert.Equal(last.Position.ToString(), behind.Id);
    }

    [Fact]
    public async Task Story_WhoseGrainDoesNotAnswer_HoldsUpNoComment()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await FollowAsync(story);
        await feed.NextAsync("count");
        FailCalls("IArticleGrain.GetPublishedAsync", new TimeoutException());
        var refused = site.Cluster.Calls.Of("IArticleGrain.GetPublishedAsync");
        while (site.Cluster.Calls.Of("IArticleGrain.GetPublishedAsync") < refused + 2) await Task.Delay(10, Cancel);

        await site.CommentAsync(story, "Ada", "Meanwhile.");
        Assert.Contains("Meanwhile.", (await feed.NextAsync("comment")).Data, StringComparison.Ordinal);
    }

    // An outage is not the end of a reader's place in the log: who were told to begin anew would lose what came between.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Reader_ForWhomNobodyCanBeAsked_ComesBackWithTheSamePlace(bool isAhead, bool othersWrite)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Ada", "First.");
        var end = (await site.CommentAsync(story, "Bo", "Second.")).Position;
        await using var feed = await FollowAsync(story);
        await feed.NextAsync("count");
        // Either nothing can be read, or what stands before the relay began.
        site.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "ICommentThreadGrain.ReadLogAsync" && (isAhead || call.Request.GetArgument(0) is ThreadPosition { Sequence: 0 })
            ? throw new ThreadUnavailableException("The store does not answer.")
            : call.Invoke();

        using var http = site.NewBrowser();
        var asked = http.GetAsync($"/api/articles/{story.Id}/live?after={(isAhead ? end with { Sequence = end.Sequence + 1 } : default)}", Cancel);
        // Each of them wakes the relay, between two of the reader's wishes, too.
        for (var number = 1; othersWrite && !asked.IsCompleted; number++) await site.CommentAsync(story, "Cy", $"Meanwhile, {number}.");
        using var answer = await asked;
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches("^retry: [0-9]+\n\n$", await answer.Content.ReadAsStringAsync(Cancel));

        site.Cluster.Calls.Instead = null;
        await using var again = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live?after=0:0", null, Cancel);
        Assert.Contains("First.", (await again.NextAsync("comment", "reset")).Data, StringComparison.Ordinal);
        Assert.Contains("Second.", (await again.NextAsync("comment", "reset")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_ForWhomNobodyCanBeAskedForAMinute_BeginsAnew()
    {
        await using var timed = new CachingSite();
        await timed.InitializeAsync();
        var story = await timed.PublishAsync(Stories.Harbour.Unique());
        await timed.CommentAsync(story, "Ada", "First.");
        var address = $"/api/articles/{story.Id}/live";
        await using var feed = await LiveClient.OpenAsync(timed.NewBrowser(), address, null, Cancel);
        await feed.NextAsync("count");
        timed.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "ICommentThreadGrain.ReadLogAsync" && call.Request.GetArgument(0) is ThreadPosition { Sequence: 0 }
            ? throw new ThreadUnavailableException("The store does not answer.")
            : call.Invoke();

        using var http = timed.NewBrowser();
        Assert.Matches("^retry: [0-9]+\n\n$", await http.GetStringAsync($"{address}?after=0:0", Cancel));
        timed.MachineTime.Advance(TimeSpan.FromSeconds(59));
        Assert.Matches("^retry: [0-9]+\n\n$", await http.GetStringAsync($"{address}?after=0:0", Cancel));
        timed.MachineTime.Advance(TimeSpan.FromSeconds(1));
        await using var again = await LiveClient.OpenAsync(timed.NewBrowser(), $"{address}?after=0:0", null, Cancel);
        await again.NextAsync("reset");
    }

    [Fact]
    public async Task Response_ThatThrows_EndsThatReaderAlone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var relay = Relays.Enter(story.Id);
        var broken = new Pipe();
        var reader = Relays.Connect(broken.Writer);
        await relay.JoinAsync(reader, null, Cancel);
        await using var feed = await FollowAsync(story);
        await feed.NextAsync("count");
        await broken.Writer.CompleteAsync();

        await site.CommentAsync(story, "Ada", "For all others.");
        await feed.NextAsync("comment");
        await site.CommentAsync(story, "Ada", "For all others, again.");
        await feed.NextAsync("comment");
        Assert.True(reader.Ended.IsCompleted);
        relay.Feed.Leave(reader);
        relay.Exit();
    }

    [Fact]
    public async Task Readers_WhoComeAtOnce_ShareOneRelay()
    {
        var subscribed = site.Cluster.Calls.Of("ICommentThreadGrain.SubscribeAsync");
        using var together = new Barrier(8);
        for (var round = 0; round < 10; round++)
        {
            var story = await site.PublishAsync(Stories.Harbour.Unique());
            var relays = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait(Cancel);
                    return Relays.Enter(story.Id);
                }, Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            Assert.Single(relays.Distinct());
            var reader = Relays.Connect(new Pipe().Writer);
            await relays[0].JoinAsync(reader, null, Cancel);
            relays[0].Feed.Leave(reader);
            foreach (var relay in relays) relay.Exit();
        }

        Assert.Equal(subscribed + 10, site.Cluster.Calls.Of("ICommentThreadGrain.SubscribeAsync"));
    }

    [Fact]
    public void Limit_CountsAHouseholdAndNotItsAddresses()
    {
        var limited = site.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Site.LimitOptions>>().Value.LiveFeeds;
        var taken = Enumerable.Range(1, limited).Select(i => System.Net.IPAddress.Parse($"2001:db8:1:2::{i:x}")).ToList();
        Assert.All(taken, address => Assert.Null(Relays.TryTakePlace(address)));
        Assert.Equal(429, Relays.TryTakePlace(System.Net.IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(Relays.TryTakePlace(System.Net.IPAddress.Parse("2001:db8:1:3::1")));
        Relays.GiveBackPlace(System.Net.IPAddress.Parse("2001:db8:1:3::1"));
        foreach (var address in taken) Relays.GiveBackPlace(address);
        Assert.Null(Relays.TryTakePlace(taken[0]));
        Relays.GiveBackPlace(taken[0]);
    }

    private void FailCalls(string method, Exception fault) =>
        site.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == method ? throw fault : call.Invoke();

    private Task<LiveClient> FollowAsync(PublishedArticle story) => LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
}
