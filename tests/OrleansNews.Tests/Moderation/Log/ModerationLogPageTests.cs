using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;
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
        var decidedAt = site.Cluster.Time.GetUtcNow();
        var desk = await site.SignedInAsync("mo");
        // The moment of the decision, and of the comment a second before it: not that at which the log heard of them.
        site.Cluster.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([decidedAt, decidedAt.AddSeconds(-1)], (await UntilAsync(site, 2)).Select(entry => DateTimeOffset.FromUnixTimeMilliseconds(entry.Place.Milliseconds)));

        var page = await OpenAsync(desk, "/newsroom/comments/log");

        var entries = page.QuerySelectorAll(".desk-log-entry");
        Assert.Equal(2, entries.Length);
        Assert.Equal("Pending → Spam", entries[0].QuerySelector("strong")!.TextContent);
        Assert.Equal("mo", entries[0].QuerySelector(".meta")!.TextContent);
        Assert.Equal(decidedAt, DateTimeOffset.Parse(entries[0].QuerySelector("time")!.GetAttribute("datetime")!, CultureInfo.InvariantCulture));
        Assert.Equal(Words, entries[0].QuerySelector(".desk-log-why")!.TextContent);
        Assert.Contains(story.Title, entries[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(entries[0].QuerySelector($"a[href='/newsroom/comments/{id}']"));
        Assert.Equal("by a rule", entries[1].QuerySelector(".meta")!.TextContent);
        Assert.Equal("All comments wait", entries[1].QuerySelector(".desk-log-why")!.TextContent);
        Assert.DoesNotContain("Cassandra", page.Body!.TextContent, StringComparison.Ordinal);

        foreach (var (query, count) in new[] { ("moderator=mo", 1), ("moderator=al", 0), ("decision=held", 1), ($"story={story.Id}", 2), ("story=999", 0), ("from=2999-01-01", 0), ("to=1999-01-01", 0), ("from=nonsense&before=x-y", 2) })
            Assert.Equal((query, count), (query, (await OpenAsync(desk, "/newsroom/comments/log?" + query)).QuerySelectorAll(".desk-log-entry").Length));
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task Edit_ByAModerator_IsInTheLog_WithoutWhatTheCommentSays_AndOneByWhoWroteItIsNot()
    {
        await using var site = await SiteAsync();
        var (_, id) = await DecideAsync(site);
        await UntilAsync(site, 2);
        var browser = new BrowserId(Guid.NewGuid());
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var own = await site.CommentAsync(story, "Bo", "Mine.", browser: browser);

        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        Assert.IsType<CommentPosted>(await thread.EditAsync(new(own.Id, "Mine, better.", 1, browser, null, "", TimeSpan.FromMinutes(5))));
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<CommentPosted>(await site.Grains.GetGrain<ICommentThreadGrain>(id.Article.Value).EditAsync(new(id, "A secret.", 1, null, Posts.Moderator, "", TimeSpan.Zero)));

        // The new comment waits by the site's rule, which is the third entry.
        var entry = (await UntilAsync(site, 4))[0];
        Assert.Equal((LogAction.Edited, "mo", id.Number, null, null, ""), (entry.Action, entry.Login, entry.Number, entry.From, entry.To, entry.Reason));
        var shown = Assert.Single((await OpenAsync(await site.SignedInAsync("mo"), "/newsroom/comments/log?decision=edited")).QuerySelectorAll(".desk-log-entry"));
        Assert.Equal("Text edited", shown.QuerySelector("strong")!.TextContent);
        Assert.DoesNotContain("secret", shown.TextContent, StringComparison.Ordinal);
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
    public async Task Decisions_AboutAPerson_AreInTheLog_WithTheCommentTheyWereMadeFrom_AndToEverybodyWithoutIt()
    {
        await using var site = await SiteAsync();
        var (story, id) = await DecideAsync(site);
        await UntilAsync(site, 2);
        var desk = await site.SignedInAsync("mo");
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var (path, field, value) in new[] { ("suspension", "until", "2026-12-24"), ("suspension", "lift", "1"), ("rule", "rule", "hold"), ("rule", "rule", "hold") })
            Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(desk, $"/newsroom/comments/{id}/{path}", (field, value))).Status);

        var entries = await UntilAsync(site, 5);

        Assert.Equal([LogAction.RuleChanged, LogAction.SuspensionLifted, LogAction.Suspended], entries.Take(3).Select(entry => entry.Action));
        Assert.All(entries.Take(3), entry => Assert.Equal((story.Id, id.Number, "mo", ""), (entry.Article, entry.Number, entry.Login, entry.Reason)));
        Assert.Equal(CommenterRule.Hold, entries[0].Rule);
        Assert.Equal(new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero), entries[2].SuspendedUntil);
        var page = await OpenAsync(desk, "/newsroom/comments/log");
        Assert.StartsWith("A commenter is suspended until: December 24, 2026", page.QuerySelectorAll(".desk-log-entry strong")[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("2026-12-24T00:00:00Z", await desk.GetStringAsync("/newsroom/comments/log.csv?decision=suspended", Cancel), StringComparison.Ordinal);
        await site.DiscussAsync(discussion => discussion with { PublicModerationLog = true });
        var open = await OpenAsync(site.NewBrowser(), "/moderation-log?decision=suspended");
        Assert.Empty(open.QuerySelectorAll(".desk-log a"));
        Assert.DoesNotContain(story.Title, open.QuerySelector(".desk-log")!.TextContent, StringComparison.Ordinal);
        Assert.Single(open.QuerySelectorAll(".desk-log-entry"));

        // Nor does the story find them: whoever may ask for each story in turn would learn the same.
        foreach (var (query, count) in new[] { ("&decision=suspended", 0), ("&decision=suspension-lifted", 0), ("&decision=rule", 0), ("", 2) })
            Assert.Equal((query, count), (query, (await OpenAsync(site.NewBrowser(), $"/moderation-log?story={story.Id}{query}")).QuerySelectorAll(".desk-log-entry").Length));
        Assert.Equal(5, (await OpenAsync(desk, $"/newsroom/comments/log?story={story.Id}")).QuerySelectorAll(".desk-log-entry").Length);
    }

    [Fact]
    public async Task PublicLog_GoesOn_WithoutSayingWhere()
    {
        await using var site = await SiteAsync();
        await site.DiscussAsync(discussion => discussion with { PublicModerationLog = true });
        var (first, story) = (site.Cluster.Time.GetUtcNow().ToUnixTimeMilliseconds() - 1_000_000, new ArticleId(987_654));
        var entries = Enumerable.Range(0, 120).Select(at => new LogEntry
        {
            Place = LogPlace.Of(first + (at * 1000), story, 0x8000_0000 | (123_456_789 + at)), Action = LogAction.Suspended, Article = story, Number = 3, Login = "mo", SuspendedUntil = DateTimeOffset.UnixEpoch.AddDays(at),
        }).ToArray();
        await site.Grains.GetGrain<IModerationLogShardGrain>(IModerationLogShardGrain.ShardOf(story)).AppendAsync([.. entries]);
        var (browser, shown, address) = (site.NewBrowser(), new List<string>(), "/moderation-log?decision=suspended");
        var lengths = new HashSet<int>();

        while (address is not null)
        {
            var page = await OpenAsync(browser, address);
            shown.AddRange(page.QuerySelectorAll(".desk-log-entry strong").Select(change => change.TextContent));
            foreach (var secret in entries.SelectMany(entry => new[] { entry.Place.Milliseconds, entry.Place.Minor, entry.Place.Minor & 0x7FFF_FFFF, entry.Place.Minor >> 32 }))
                Assert.DoesNotContain($"{secret}", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            address = page.QuerySelector(".desk-more a")?.GetAttribute("href");
            if (address is null) continue;
            var cursor = QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..])["before"].ToString();
            Assert.DoesNotContain($"{story}", Encoding.Latin1.GetString(WebEncoders.Base64UrlDecode(cursor)), StringComparison.Ordinal);
            lengths.Add(cursor.Length);
        }

        Assert.Equal((120, 120), (shown.Count, shown.Distinct().Count()));
        Assert.Single(lengths);
        var newest = await TextsAsync("");
        Assert.Equal(newest, await TextsAsync("&before=nonsense"));
        Assert.Equal(newest, await TextsAsync($"&before={LogAddress.TextOf(entries[60].Place)}"));

        async Task<string[]> TextsAsync(string before) =>
            [.. (await OpenAsync(browser, "/moderation-log?decision=suspended" + before)).QuerySelectorAll(".desk-log-entry").Select(entry => entry.TextContent)];
    }

    [Fact]
    public async Task Mode_OfTheSite_IsInTheLog_AlsoWhenTheLogWasAway()
    {
        await using var site = await SiteAsync();
        await site.CreateAsync("ad", Role.Administrator);
        site.Cluster.Storage.Arm(StorageOperation.Write, "moderation-log", StorageFault.Before);
        var grain = site.Grains.GetGrain<Site.ISiteGrain>(0);
        var settings = (await grain.GetAsync(0))!;
        var saved = await grain.UpdateAsync(settings with { Discussion = settings.Discussion with { Moderation = Site.ModerationMode.All } }, new("ad", "Ad", Role.Administrator));
        Assert.True(saved.Saved);
        Assert.True((await grain.UpdateAsync(saved.Current with { Tagline = "Nothing of comments" }, new("ad", "Ad", Role.Administrator))).Saved);

        var entry = Assert.Single(await UntilAsync(site, 1, moves: true));
        Assert.Equal((LogAction.SiteModeChanged, StoryModeration.All, "ad"), (entry.Action, entry.Mode, entry.Login));
        var page = await OpenAsync(await site.SignedInAsync("mo"), "/newsroom/comments/log?decision=site-mode");
        Assert.Equal("What waits on the whole site: All wait", page.QuerySelector(".desk-log-entry strong")!.TextContent);
        Assert.Contains("The whole site", page.QuerySelector(".desk-log-entry")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(",site-mode,,,,all,,ad,", await (await site.SignedInAsync("mo")).GetStringAsync("/newsroom/comments/log.csv", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mode_OfTheSite_IsInTheLog_BeforeStoriesThatGetOtherAddressesHaveMoved()
    {
        await using var site = await SiteAsync();
        await site.CreateAsync("ad", Role.Administrator);
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var gate = site.Cluster.Storage.Hold(StorageOperation.Write, "article");
        var grain = site.Grains.GetGrain<Site.ISiteGrain>(0);
        var settings = (await grain.GetAsync(0))!;

        Assert.True((await grain.UpdateAsync(
            settings with { Permalinks = "/story/%postname%/", Discussion = settings.Discussion with { Moderation = Site.ModerationMode.All } }, new("ad", "Ad", Role.Administrator))).Saved);

        // All stories of a large newspaper take minutes, and one that cannot be moved takes for ever.
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(LogAction.SiteModeChanged, Assert.Single((await site.Grains.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Moderator))!.Entries).Action);
        gate.Open();
        var article = site.Grains.GetGrain<IArticleGrain>(story.Id.Value);
        await Waits.UntilAsync(async () => (await article.GetPublishedAsync(0))!.Path != story.Path, "The story never moves.");
    }

    [Fact]
    public async Task Mode_OfAStory_IsToldToTheLogAfterACrash()
    {
        await using var site = await SiteAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var mode = site.Grains.GetGrain<IStoryModerationGrain>(story.Id.Value);

        // The log refuses whatever this activation tells it; another one takes over.
        site.Cluster.Storage.Arm(StorageOperation.Write, "moderation-log", StorageFault.Before);
        Assert.True(await mode.SetAsync(StoryModeration.All, Posts.Moderator));
        await Waits.UntilAsync(() => site.Cluster.Storage.CountOf(StorageOperation.Write, "moderation-log") > 0, "The log is never told.");
        site.Cluster.Storage.Arm(StorageOperation.Write, "story-moderation", StorageFault.Conflict);
        await Assert.ThrowsAnyAsync<Exception>(() => mode.SetAsync(StoryModeration.None, Posts.Moderator));

        var entry = Assert.Single(await UntilAsync(site, 1, moves: true));
        Assert.Equal((StoryModeration.All, story.Id), (entry.Mode!.Value, entry.Article));
        Assert.Equal(StoryModeration.All, await mode.GetAsync(StoryModeration.Site));
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
        foreach (var secret in new[] { "watches", "Ann", "Cassandra", "mo\"", ">mo<", id.ToString(), "Text 0" }) Assert.DoesNotContain(secret, list.OuterHtml, StringComparison.Ordinal);
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
        var posted = await site.CommentAsync(story, "Cassandra", "Text 0", address: "203.0.113.7");
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await site.Grains.GetGrain<IModerationDeskGrain>(0).DecideAsync(new([posted.Id], Decision.Spam, null, Words), Posts.Moderator);
        return (story, posted.Id);
    }

    // A thread tells the log behind its answer.
    private static async Task<IReadOnlyList<LogEntry>> UntilAsync(SignInSite site, int count, bool moves = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = (await site.Grains.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Moderator))!;
            if (page.Entries.Length == count) return page.Entries;
            if (moves) site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, patience.Token);
        }
    }

    private static async Task<IDocument> OpenAsync(HttpClient browser, string address) => new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));
}
