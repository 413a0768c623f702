using System.Net;
using System.Text.Json;
using Orleans.Runtime;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>What the feed says beside the log: votes, counts, readers, the story itself.</summary>
public class LiveStateTests(LiveSite site) : IClassFixture<LiveSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Votes_OfACommentOnAnOlderPage_Arrive()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await site.CommentAsync(story, "Ada", "On the first page.");
        await site.CommentAsync(story, "Bo", "On the second.");
        await using var feed = await FollowAsync(story);
        await feed.NextAsync("count");

        var ada = new BrowserId(Guid.NewGuid());
        await VoteAsync(first.Id, ada, Vote.Up);
        var up = await VotesAsync(feed);
        Assert.Equal((first.Id.Value, 1, 0), up);

        site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await VoteAsync(first.Id, ada, Vote.None);
        Assert.Equal((first.Id.Value, 0, 0), await VotesAsync(feed));
    }

    [Fact]
    public async Task Votes_ThatWereCastBefore_AreAGreeting()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await site.CommentAsync(story, "Ada", "On the first page.");
        await site.CommentAsync(story, "Bo", "On the second.");
        await using (var earlier = await FollowAsync(story))
        {
            await earlier.NextAsync("count");
            await VoteAsync(first.Id, new(Guid.NewGuid()), Vote.Down);
            await VotesAsync(earlier);
        }

        await using var feed = await FollowAsync(story);
        var votes = await feed.NextAsync("votes");
        Assert.Null(votes.Id);
        Assert.Equal(first.Id.Value, JsonDocument.Parse(votes.Data).RootElement.GetProperty("votes")[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Thread_ThatIsClosedAndOpened_SaysSoInTheLog()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        await using var feed = await FollowAsync(story);
        await feed.NextAsync("count");

        Assert.True((await thread.SetOpenAsync(false, Stories.Editor)).Done);
        var closed = await feed.NextAsync("closed");
        Assert.False(Data(closed).GetProperty("open").GetBoolean());
        Assert.Equal((await thread.GetVersionAsync(default)).Position.ToString(), closed.Id);

        Assert.True((await thread.SetOpenAsync(true, Stories.Editor)).Done);
        Assert.True(Data(await feed.NextAsync("closed")).GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task Story_ThatTakesCommentsNoMore_SaysSoAndOffersNoReply()
    {
        var article = await site.Grains.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        var saved = await article.PublishedAsync(content);
        var story = (await article.GetPublishedAsync(0))!;
        await using var feed = await FollowAsync(story);
        Assert.True(Data(await feed.NextAsync("open")).GetProperty("open").GetBoolean());
        var posted = await site.CommentAsync(story, "Ada", "While it was open.");
        Assert.Contains("comment-reply-link", (await feed.NextAsync("comment")).Data, StringComparison.Ordinal);

        await article.PublishedAsync(content with { CommentsOpen = false }, saved.Version);
        var closed = await feed.NextAsync("open");
        Assert.Null(closed.Id);
        Assert.False(Data(closed).GetProperty("open").GetBoolean());

        await site.Grains.GetGrain<ICommentIntakeGrain>(0).EditAsync(new(posted.Id, "Put better.", 1, null, Stories.Editor));
        Assert.DoesNotContain("comment-reply-link", (await feed.NextAsync("edited")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_ThatGrowsTooOldForComments_SaysSo()
    {
        await using var own = new NewsSite();
        await own.InitializeAsync();
        var story = await own.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(own.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        Assert.True(Data(await feed.NextAsync("open")).GetProperty("open").GetBoolean());

        await own.DiscussAsync(discussion => discussion with { CloseAfterDays = 14 });
        own.Cluster.Time.Advance(TimeSpan.FromDays(14));
        Assert.False(Data(await feed.NextAsync("open")).GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task Counts_AreSentOnceASecondAtMost()
    {
        await using var caching = new CachingSite();
        await caching.InitializeAsync();
        var story = await caching.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(caching.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        await feed.NextAsync("count");
        for (var i = 1; i <= 3; i++)
        {
            await caching.CommentAsync(story, "Ada", $"Number {i}.");
            // The state of each reading comes behind its events.
            Assert.Equal("comment", (await feed.NextAsync("comment", "count")).Name);
        }

        caching.Age();
        Assert.StartsWith("3 responses", Data(await feed.NextAsync("count")).GetProperty("heading").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_OfThisAndOtherFrontEnds_AreSummedWithoutTouchingAThread()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var one = await FollowAsync(story);
        await ReadersAsync(one, 1);
        await using var two = await FollowAsync(story);
        await ReadersAsync(one, 2);
        await ReadersAsync(two, 2);

        var awake = await ThreadsAwakeAsync();
        await site.Grains.GetGrain<ILiveReadersGrain>(ILiveReadersGrain.ShardOf(story.Id)).ReportAsync(Guid.NewGuid(), [new(story.Id, 40)]);
        await ReadersAsync(one, 42);
        Assert.Equal(awake, await ThreadsAwakeAsync());

        await two.DisposeAsync();
        await ReadersAsync(one, 41);
    }

    [Fact]
    public async Task Readers_OfAStoryThatNobodyElseFollows_WakeNoThread()
    {
        var awake = await ThreadsAwakeAsync();
        await site.Grains.GetGrain<ILiveReadersGrain>(1).ReportAsync(Guid.NewGuid(), [new(new(777_777), 3)]);
        Assert.Equal(awake, await ThreadsAwakeAsync());
    }

    [Fact]
    public async Task Story_ThatIsCorrectedAndWithdrawn_ComesWithTheNewHeadlineAndThenWithoutText()
    {
        var article = await site.Grains.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        var saved = await article.PublishedAsync(content);
        var story = (await article.GetPublishedAsync(0))!;
        await using var feed = await FollowAsync(story);
        Assert.False(Data(await feed.NextAsync("article")).TryGetProperty("html", out _));

        saved = await article.PublishedAsync(content with { Title = content.Title + ", corrected", Excerpt = "New words.", Dateline = "EASTQUAY" }, saved.Version);
        var corrected = Data(await feed.NextAsync("article"));
        Assert.Equal((2, "published", content.Title + ", corrected", "New words."),
            (corrected.GetProperty("revision").GetInt64(), corrected.GetProperty("status").GetString(), corrected.GetProperty("title").GetString(), corrected.GetProperty("excerpt").GetString()));
        // The element is the page's own: byline, dateline and tags are new as well.
        var html = corrected.GetProperty("html").GetString();
        Assert.Contains("first boats", html, StringComparison.Ordinal);
        Assert.Contains("EASTQUAY", html, StringComparison.Ordinal);
        Assert.Contains(html!, await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        Assert.Equal($"No responses yet", Data(await feed.NextAsync("count")).GetProperty("heading").GetString());

        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Editor, "It was wrong.")));
        var withdrawn = await feed.NextAsync("article");
        Assert.Equal((3, "withdrawn"), (Data(withdrawn).GetProperty("revision").GetInt64(), Data(withdrawn).GetProperty("status").GetString()));
        Assert.DoesNotContain("boats", withdrawn.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(content.Title, withdrawn.Data, StringComparison.Ordinal);

        using var late = await site.NewBrowser().GetAsync($"/api/articles/{story.Id}/live", HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Fact]
    public async Task Count_AfterCommentsAndADecision_IsWhatReadersSee()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await FollowAsync(story);
        Assert.Equal(0, Data(await feed.NextAsync("count")).GetProperty("total").GetInt32());
        var posted = await site.CommentAsync(story, "Ada", "One.");
        await site.CommentAsync(story, "Ada", "Two.");
        while (Data(await feed.NextAsync("count")).GetProperty("total").GetInt32() != 2) { }

        await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(new([posted.Id], Decision.Spam, Stories.Editor));
        Assert.Equal(1, Data(await feed.NextAsync("count")).GetProperty("total").GetInt32());
    }

    private static JsonElement Data(ServerSentEvent state) => JsonDocument.Parse(state.Data).RootElement;

    private static async Task<(long Id, int Up, int Down)> VotesAsync(LiveClient feed)
    {
        var votes = Data(await feed.NextAsync("votes")).GetProperty("votes");
        var vote = Assert.Single(votes.EnumerateArray());
        return (vote.GetProperty("id").GetInt64(), vote.GetProperty("up").GetInt32(), vote.GetProperty("down").GetInt32());
    }

    private static async Task ReadersAsync(LiveClient feed, int expected)
    {
        while (true)
        {
            var readers = await feed.NextAsync("readers");
            Assert.Null(readers.Id);
            if (Data(readers).GetProperty("readers").GetInt32() == expected) return;
        }
    }

    private async Task<int> ThreadsAwakeAsync() =>
        (await site.Grains.GetGrain<IManagementGrain>(0).GetActiveGrains(GrainType.Create("comment-thread"))).Count;

    private Task<VoteCount> VoteAsync(CommentId comment, BrowserId browser, Vote vote) =>
        site.Grains.GetGrain<IThreadVotesGrain>(comment.Article.Value, IThreadVotesGrain.ShardOf(comment).ToString(System.Globalization.CultureInfo.InvariantCulture), null)
            .VoteAsync(comment, browser, vote);

    private Task<LiveClient> FollowAsync(PublishedArticle story) =>
        LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
}
