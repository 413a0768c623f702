using System.Globalization;
using System.Net;
using System.Text.Json;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>The live feed as a client over the network gets it.</summary>
public class LiveFeedTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feed_OfAnOpenPage_BringsTheCommentAsThePageShowsIt()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await FollowAsync(story, "?after=" + await PositionAsync(story));
        var posted = await site.CommentAsync(story, "Ada", "Live from the quay.");

        var comment = await feed.NextAsync("comment");
        Assert.Equal(posted.Position.ToString(), comment.Id);
        var html = JsonDocument.Parse(comment.Data).RootElement.GetProperty("html").GetString()!;
        Assert.Contains("Live from the quay.", html, StringComparison.Ordinal);
        Assert.Contains(html, await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        var count = await feed.NextAsync("count");
        Assert.Null(count.Id);
        Assert.Equal($"One response to “{story.Title}”", JsonDocument.Parse(count.Data).RootElement.GetProperty("heading").GetString());
    }

    [Fact]
    public async Task Feed_ResumedFromAPosition_MissesNothingAndRepeatsNothing()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var posted = new List<CommentPosted>();
        for (var i = 0; i < 12; i++) posted.Add(await site.CommentAsync(story, "Ada", $"Number {i}"));

        foreach (var already in new[] { 0, 5, 11 })
        {
            await using var feed = await FollowAsync(story, "", already == 0 ? "0:0" : posted[already - 1].Position.ToString());
            var first = await feed.NextAsync("comment", "reset");
            if (first.Name == "reset") Assert.Fail($"Position {already} was not connected.");
            var ids = new List<long> { IdOf(first) };
            while (ids.Count < posted.Count - already) ids.Add(IdOf(await feed.NextAsync("comment")));
            Assert.Equal(posted.Skip(already).Select(comment => comment.Id.Value), ids);
        }
    }

    [Theory]
    [InlineData("99:1")]
    [InlineData("99999999999999:1")]
    [InlineData("EPOCH:500000")]
    [InlineData("nonsense")]
    public async Task Feed_FromAPositionThatDoesNotConnect_SaysReset(string position)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var before = await site.CommentAsync(story, "Ada", "Before.");
        position = position.Replace("EPOCH", before.Position.Epoch.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var feed = await FollowAsync(story, "", position);

        var reset = await feed.NextAsync("reset", "comment");
        Assert.Equal("reset", reset.Name);
        Assert.Equal(await PositionAsync(story), JsonDocument.Parse(reset.Data).RootElement.GetProperty("position").GetString());
        var next = await site.CommentAsync(story, "Ada", "After.");
        Assert.Equal(next.Id.Value, IdOf(await feed.NextAsync("comment")));
    }

    [Fact]
    public async Task Page_OfAThousandCommentsThatNobodySees_IsNotTooFarBehindToBeFollowed()
    {
        await using var caching = new CachingSite();
        await caching.InitializeAsync();
        var story = await caching.PublishAsync(Stories.Harbour.Unique());
        await caching.CommentAsync(story, "Ada", "Seen by all.");
        await caching.DiscussAsync(discussion => discussion with { RequirePreviouslyApproved = true });
        caching.MachineTime.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await SequenceInPageAsync());
        var held = await Task.WhenAll(Enumerable.Range(0, 1_001).Select(i => caching.CommentAsync(story, $"Visitor{i}", $"Held {i}")));
        Assert.All(held, comment => Assert.Equal(CommentStatus.Held, comment.Status));
        caching.Age();

        Assert.Equal(1_002, await SequenceInPageAsync());

        async Task<long> SequenceInPageAsync()
        {
            var text = (await caching.NewBrowser().GetStringAsync(story.Path, Cancel)).Split("data-position=\"")[1].Split('"')[0];
            Assert.True(ThreadPosition.TryParse(text, out var position));
            return position.Sequence;
        }
    }

    [Fact]
    public async Task Feed_AfterADecisionThatHides_HoldsTheTextNowhere()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var start = await PositionAsync(story);
        await using var open = await FollowAsync(story, "?after=" + start);
        var posted = await site.CommentAsync(story, "Ada", "A word that must vanish.");
        Assert.Contains("must vanish", (await open.NextAsync("comment")).Data, StringComparison.Ordinal);

        var decided = await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value)
            .DecideAsync(new([posted.Id], Decision.Trash, Stories.Editor));
        Assert.True(decided.Done);
        var hidden = await open.NextAsync("decided");
        Assert.Equal(posted.Id.Value, IdOf(hidden));
        Assert.False(JsonDocument.Parse(hidden.Data).RootElement.TryGetProperty("html", out _));

        await using var late = await FollowAsync(story, "?after=" + start);
        var replayed = new[] { await late.NextAsync("comment"), await late.NextAsync("decided") };
        Assert.All(replayed, frame => Assert.DoesNotContain("must vanish", frame.Data, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feed_OfACorrectedStory_BringsTheNewText()
    {
        var article = await site.Grains.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        var saved = await article.PublishedAsync(content);
        var story = (await article.GetPublishedAsync(0))!;
        await using var feed = await FollowAsync(story, "");
        Assert.Equal(1, JsonDocument.Parse((await feed.NextAsync("article")).Data).RootElement.GetProperty("revision").GetInt64());

        await article.PublishedAsync(content with { Body = "Corrected at dawn." }, saved.Version);
        var update = JsonDocument.Parse((await feed.NextAsync("article")).Data).RootElement;
        Assert.Equal(2, update.GetProperty("revision").GetInt64());
        Assert.Contains("Corrected at dawn.", update.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_OfAStoryThatIsNotThere_IsNotFound()
    {
        using var answer = await site.NewBrowser().GetAsync("/api/articles/999999/live", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private static long IdOf(ServerSentEvent comment) => JsonDocument.Parse(comment.Data).RootElement.GetProperty("id").GetInt64();

    private async Task<string> PositionAsync(PublishedArticle story) =>
        (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).GetVersionAsync(default)).Position.ToString();

    private Task<LiveClient> FollowAsync(PublishedArticle story, string query, string? lastEventId = null) =>
        LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live{query}", lastEventId, Cancel);
}
