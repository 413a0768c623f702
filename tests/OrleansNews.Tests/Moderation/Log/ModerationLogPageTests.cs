using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The moderation log as moderators and everybody meet it.</summary>
public sealed class ModerationLogPageTests
{
    private const string Words = "=Sells <watches>, says Ann Smith";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decision_IsInTheLog_WithWhoWhenWhatAndWhy_AndTheRuleBeforeIt()
    {
        await using var site = await SiteAsync();
        var (story, id) = await DecideAsync(site);
        var desk = await site.SignedInAsync("mo");
        await UntilAsync(site, 2);

        var page = await OpenAsync(desk, "/newsroom/comments/log");

        var entries = page.QuerySelectorAll(".desk-log-entry");
        Assert.Equal(2, entries.Length);
        Assert.Equal("Pending → Spam", entries[0].QuerySelector("strong")!.TextContent);
        Assert.Equal("mo", entries[0].QuerySelector(".meta")!.TextContent);
        Assert.Equal(Words, entries[0].QuerySelector(".desk-log-why")!.TextContent);
        Assert.Contains(story.Title, entries[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(entries[0].QuerySelector($"a[href='/newsroom/comments/{id}']"));
        Assert.Equal("by a rule", entries[1].QuerySelector(".meta")!.TextContent);
        Assert.Equal("All comments wait", entries[1].QuerySelector(".desk-log-why")!.TextContent);
        Assert.DoesNotContain("Ann 0", page.Body!.TextContent, StringComparison.Ordinal);

        foreach (var (query, count) in new[] { ("moderator=mo", 1), ("moderator=al", 0), ("decision=held", 1), ($"story={story.Id}", 2), ("story=999", 0), ("from=2999-01-01", 0), ("to=1999-01-01", 0), ("from=nonsense&before=x-y", 2) })
            Assert.Equal((query, count), (query, (await OpenAsync(desk, "/newsroom/comments/log?" + query)).QuerySelectorAll(".desk-log-entry").Length));
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task Exports_HoldTheSame_AndGoOnFromAPlace()
    {
        await using var site = await SiteAsync();
        await DecideAsync(site);
        var desk = await site.SignedInAsync("mo");
        await UntilAsync(site, 2);

        using var csv = await desk.GetAsync("/newsroom/comments/log.csv", Cancel);
        var rows = (await csv.Content.ReadAsStringAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("text/csv", "attachment", 3), (csv.Content.Headers.ContentType!.MediaType, csv.Content.Headers.ContentDisposition!.DispositionType, rows.Length));
        Assert.Contains($"\"'{Words}\"", rows[1], StringComparison.Ordinal);
        Assert.True(csv.Headers.CacheControl!.NoStore);
        var lines = await desk.GetStringAsync("/newsroom/comments/log.jsonl?before=" + rows[1].Split(',')[^1], Cancel);
        Assert.Contains("\"moderator\":\"\"", Assert.Single(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mode_OfAStory_IsInTheLog_OncePerChange_AndOnlyWhenAModeratorChangedIt()
    {
        await using var site = await SiteAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var mode = site.Grains.GetGrain<IStoryModerationGrain>(story.Id.Value);

        Assert.False(await mode.SetAsync(StoryModeration.All, Posts.Author));
        foreach (var next in new[] { StoryModeration.All, StoryModeration.All, StoryModeration.None }) Assert.True(await mode.SetAsync(next, Posts.Moderator));

        var entries = await UntilAsync(site, 2);
        Assert.Equal([(StoryModeration.None, "mo", story.Id), (StoryModeration.All, "mo", story.Id)], entries.Select(entry => (entry.Mode!.Value, entry.Login, entry.Article)));
        Assert.StartsWith("What waits on the story: ", (await OpenAsync(await site.SignedInAsync("mo"), "/newsroom/comments/log?decision=mode")).QuerySelector(".desk-log-entry strong")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_IsClosed_ToStrangersAndAuthors()
    {
        await using var site = await SiteAsync();
        await site.CreateAsync("al", Role.Author);
        var author = await site.SignedInAsync("al");

        foreach (var path in new[] { "/newsroom/comments/log", "/newsroom/comments/log.csv", "/newsroom/comments/log.jsonl" })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await site.NewBrowser().GetAsync(path, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await author.GetAsync(path, Cancel)).StatusCode);
        }

        Assert.Null(await site.Grains.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Author));
        Assert.Null(await site.Grains.GetGrain<IModerationLogShardGrain>(0).ReadAsync(new(), Posts.Author));
    }

    [Fact]
    public async Task PublicLog_IsThere_WhenTheSettingsSaySo_AndNamesNobody()
    {
        await using var site = await SiteAsync();
        var (story, id) = await DecideAsync(site);
        await UntilAsync(site, 2);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().GetAsync("/moderation-log", Cancel)).StatusCode);
        Assert.Null(await site.Grains.GetGrain<IModerationLogGrain>(0).ReadPublicAsync(new()));

        await site.DiscussAsync(discussion => discussion with { PublicModerationLog = true });
        var page = await OpenAsync(site.NewBrowser(), "/moderation-log?moderator=nobody");

        var list = page.QuerySelector(".desk-log")!;
        Assert.Equal(["Pending → Spam", "Pending"], list.QuerySelectorAll("strong").Select(change => change.TextContent));
        Assert.Equal(["", "All comments wait"], list.QuerySelectorAll(".meta").Select(rule => rule.TextContent));
        Assert.Equal([story.Path], list.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Distinct());
        foreach (var secret in new[] { "watches", "Ann", "mo\"", ">mo<", id.ToString(), "Text 0" }) Assert.DoesNotContain(secret, list.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_AreGone_AfterAnErasure()
    {
        await using var site = await SiteAsync();
        var (_, id) = await DecideAsync(site);
        await UntilAsync(site, 2);
        var commenter = Assert.Single((await site.Grains.GetGrain<ICommentThreadGrain>(id.Article.Value).ReadForModeratorsAsync([id], Posts.Moderator))!.Value).Commenter;

        Assert.True(await site.Grains.GetGrain<ICommenterGrain>(commenter).EraseAsync(Posts.Moderator));
        var entries = await UntilAsync(site, 3);

        Assert.Equal([LogAction.Erased, LogAction.Spam, LogAction.Held], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal((true, ""), (entry.IsErased, entry.Reason)));
    }

    private static async Task<SignInSite> SiteAsync()
    {
        var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        return site;
    }

    private static async Task<(PublishedArticle Story, CommentId Id)> DecideAsync(SignInSite site)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        var posted = Assert.IsType<CommentPosted>(await site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story.Id, Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()), Author = "Ann 0", Email = "ann0@example.org", Text = "Text 0", Address = "203.0.113.7",
        }));
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await site.Grains.GetGrain<IModerationDeskGrain>(0).DecideAsync(new([posted.Id], Decision.Spam, null, Words), Posts.Moderator);
        return (story, posted.Id);
    }

    // A thread tells the log behind its answer.
    private static async Task<IReadOnlyList<LogEntry>> UntilAsync(SignInSite site, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = (await site.Grains.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Moderator))!;
            if (page.Entries.Length == count) return page.Entries;
            await Task.Delay(10, patience.Token);
        }
    }

    private static async Task<IDocument> OpenAsync(HttpClient browser, string address) => new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));
}
