using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using static Microsoft.Playwright.Assertions;
using static OrleansNews.Live.ScriptedFeed;

namespace OrleansNews.Live;

/// <summary>What a page makes of each event, and of what goes wrong.</summary>
[Collection(nameof(SiteCollection))]
public sealed class LiveEventTests(SiteFixture site)
{
    private static readonly Task AtOnce = Task.CompletedTask;

    [Fact]
    public async Task Reply_ToACommentThatWaits_WaitsBehindIt()
    {
        var path = await site.PublishAsync("The waiting room", "waiting-room");
        var reader = await site.OpenReaderAsync();
        var typing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reader.ScriptFeedAsync(typing.Task, Comment("comment", 1, null, "First."), Comment("comment", 2, 1, "An answer."), Comment("edited", 1, null, "First, better."));
        await reader.GotoAsync(path);
        await reader.Locator("#comment").FillAsync("Half a sentence");
        typing.SetResult();

        var button = reader.Locator(".live-bar button");
        await Expect(button).ToHaveTextAsync("2 new comments");
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(0);

        await button.ClickAsync();
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(2);
        await Expect(reader.Locator("#comment-1 > .comment-body .comment-content")).ToHaveTextAsync("First, better.");
        await Expect(reader.Locator("#comment-1 > .children > #comment-2 .comment-content")).ToHaveTextAsync("An answer.");
        await Expect(reader.Locator("#comment-1")).ToBeFocusedAsync();
        await Expect(reader.Locator(".live-bar")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Comments_ThatThisPageHasNoPlaceFor_AreALinkAndNoButton()
    {
        var path = await site.PublishAsync("The back room", "back-room");
        var reader = await site.OpenReaderAsync();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reader.ScriptFeedAsync(ready.Task, Comment("comment", 1, null, "On a newer page."), Comment("comment", 2, null, "There, too."), Comment("edited", 3, null, "Not new."));
        await reader.GotoAsync(path);
        // As an older page of the conversation says.
        await reader.Locator("comment-thread").EvaluateAsync("thread => { thread.dataset.newest = 'false'; scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }); }");
        ready.SetResult();

        var link = reader.Locator(".live-bar a");
        await Expect(link).ToHaveTextAsync("2 new comments");
        await Expect(link).ToHaveAttributeAsync("href", new Regex("/comments/1$"));
        await Expect(reader.Locator(".live-bar button")).ToBeHiddenAsync();
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reset_WhosePageCannotBeHad_IsTriedAgainUntilNothingIsMissing()
    {
        var path = await site.PublishAsync("The locked room", "locked-room");
        var writer = await site.OpenReaderAsync(javaScript: false);
        await writer.GotoAsync(path);
        var reader = await site.OpenReaderAsync();
        var posted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reader.ScriptFeedAsync(posted.Task, Event("reset", new { position = "1:9" }), Comment("comment", 10, null, "Behind the gap."));
        await reader.GotoAsync(path);
        await reader.RouteAsync("**" + path, route => route.FulfillAsync(new() { Status = 503 }), new() { Times = 1 });
        await writer.PostCommentAsync("Tom Pell", "In the gap.");
        await Expect(writer.Locator("li.comment")).ToHaveCountAsync(1);
        posted.SetResult();

        await Expect(reader.Locator("li.comment .comment-content", new() { HasText = "In the gap." })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Tab_ThatWasOpenedInTheBackground_FollowsNothingBeforeItIsLookedAt()
    {
        var path = await site.PublishAsync("The dark room", "dark-room");
        var reader = await site.OpenReaderAsync();
        var feeds = 0;
        reader.Request += (_, request) => feeds += request.Url.Contains("/live?", StringComparison.Ordinal) ? 1 : 0;
        await reader.AddInitScriptAsync("Object.defineProperty(document, 'hidden', { configurable: true, value: true })");
        await reader.GotoAsync(path);
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "waiting");
        await reader.EvaluateAsync("dispatchEvent(new Event('online'))");
        Assert.Equal(0, feeds);

        await reader.EvaluateAsync("Object.defineProperty(document, 'hidden', { configurable: true, value: false }); document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");
        await Expect(reader.Locator(".live-readers")).ToHaveTextAsync("You are the only one reading this now");
        Assert.Equal(1, feeds);

        var next = reader.WaitForRequestAsync(Address);
        await reader.EvaluateAsync("dispatchEvent(new Event('online'))");
        await next;
    }

    [Fact]
    public async Task OwnComment_IsShownAtOnceAndNeverOffered()
    {
        var path = await site.PublishAsync("The writing room", "writing-room", string.Join("\n\n", Enumerable.Repeat("The harbour was quiet this morning.", 60)));
        var reader = await site.OpenReaderAsync();
        await reader.GotoAsync(path);
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");
        var looks = 0;
        reader.Request += (_, request) => looks += request.ResourceType == "fetch" && request.Url.EndsWith(path, StringComparison.Ordinal) ? 1 : 0;

        for (var i = 1; i <= 3; i++)
        {
            await reader.PostCommentAsync("Ada Quill", $"Number {i}.");
            await Expect(reader.Locator("li.comment")).ToHaveCountAsync(i);
            await Expect(reader.Locator("li.comment").Last).ToBeInViewportAsync();
            await Expect(reader.Locator(".live-bar")).ToBeHiddenAsync();
        }

        Assert.Equal(0, looks);
    }

    [Fact]
    public async Task Story_ThatIsWithdrawn_LeavesNothingOfItselfInThePage()
    {
        var path = await site.PublishAsync("The closed room", "closed-room", "Secret words.");
        var reader = await site.OpenReaderAsync();
        await reader.ScriptFeedAsync(AtOnce, Event("article", new { revision = 99, status = "withdrawn" }));
        await reader.GotoAsync(path);

        await ExpectWithdrawnAsync(reader);
    }

    [Fact]
    public async Task Story_ThatWasWithdrawnWhileTheFeedWasLost_IsFoundToBe()
    {
        var path = await site.PublishAsync("The closed room", "closed-room-too", "Secret words.");
        var reader = await site.OpenReaderAsync();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reader.RouteAsync(Address, async route =>
        {
            await gone.Task;
            await route.FulfillAsync(new() { Status = 410 });
        });
        await reader.GotoAsync(path);
        await reader.RouteAsync("**" + path, route => route.FulfillAsync(new() { Status = 410, ContentType = "text/html", Body = "<p>Gone.</p>" }));
        gone.SetResult();

        await ExpectWithdrawnAsync(reader);
    }

    private const string NewRoom = """
        <article class="story" id="story" data-revision="99"><header class="story-head"><h1 class="headline">The $&amp; new room</h1><p class="standfirst">It has a window.</p>
        <p class="byline">Ben Tide</p></header><div class="story-body"><p>New.</p></div></article>
        """;

    [Fact]
    public async Task Correction_WithANewStandfirst_ShowsItAndTheNewTitleInALineThatWasThere()
    {
        var path = await site.PublishAsync("The old room", "old-room");
        var reader = await site.OpenReaderAsync();
        var watched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reader.ScriptFeedAsync(watched.Task, Event("article", new { revision = 99, status = "published", html = NewRoom }));
        await reader.GotoAsync(path);
        await Expect(reader.Locator("#story > .story-update[role=status]")).ToHaveTextAsync("");
        await reader.EvaluateAsync("window.region = document.querySelector('.story-update')");
        watched.SetResult();

        await Expect(reader.Locator(".standfirst")).ToHaveTextAsync("It has a window.");
        await Expect(reader.Locator(".headline")).ToHaveTextAsync("The $& new room");
        Assert.StartsWith("The $& new room", await reader.TitleAsync(), StringComparison.Ordinal);
        await Expect(reader.Locator(".byline")).ToHaveTextAsync("Ben Tide");
        await Expect(reader.Locator(".story-body")).ToHaveTextAsync("New.");
        Assert.Equal("This story was updated.", await reader.EvaluateAsync<string>("window.region.textContent"));
        Assert.True(await reader.EvaluateAsync<bool>("window.region.isConnected"));
    }

    [Fact]
    public async Task Comment_ThatIsApprovedLate_DoesNotPushAwayWhatIsRead()
    {
        var path = await site.PublishAsync("The long queue", "long-queue");
        var reader = await site.OpenReaderAsync(height: 500);
        var watched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reader.ScriptFeedAsync(late.Task, Comment("comment", 3, null, "Approved late."));
        await reader.ScriptFeedAsync(AtOnce, [.. Enumerable.Range(1, 30).Where(i => i != 3).Select(i => Comment("comment", i, null, $"Number {i}."))]);
        await reader.GotoAsync(path);
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(29);
        await reader.EvaluateAsync("document.getElementById('comment-20').scrollIntoView({ behavior: 'instant' })");
        // A browser without scroll anchoring: nothing but the page keeps the place.
        await reader.EvaluateAsync("document.documentElement.style.overflowAnchor = 'none'");
        var before = await reader.EvaluateAsync<double>("document.getElementById('comment-20').getBoundingClientRect().top");

        await reader.EvaluateAsync("dispatchEvent(new Event('online'))");
        late.SetResult();
        var button = reader.Locator(".live-bar button");
        await Expect(button).ToBeVisibleAsync();
        await Expect(reader.Locator("#comment-3")).ToHaveCountAsync(0);
        Assert.Equal(before, await reader.EvaluateAsync<double>("document.getElementById('comment-20').getBoundingClientRect().top"));

        await button.ClickAsync();
        await Expect(reader.Locator("#comment-2 + #comment-3")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task VotesAndClosing_AreShownWhereTheyBelong()
    {
        var path = await site.PublishAsync("The committee room", "committee-room");
        var reader = await site.OpenReaderAsync();
        await reader.ScriptFeedAsync(AtOnce, Comment("comment", 1, null, "First."), Event("votes", new { votes = new[] { new { id = 1, up = 3, down = 0 } } }), Event("closed", new { open = false }, "1:2"), Event("closed", new { open = true }, "1:3"));
        await reader.GotoAsync(path);

        await Expect(reader.Locator("#comment-1 [value=up] .count")).ToHaveTextAsync("3");
        await Expect(reader.Locator("#comment-1 [value=down] .count")).ToHaveTextAsync("");
        await Expect(reader.Locator("#comments > .no-comments")).ToHaveTextAsync("Comments are closed.");
        await Expect(reader.Locator("#respond")).ToBeHiddenAsync();
    }

    private static async Task ExpectWithdrawnAsync(IPage reader)
    {
        // A page whose feed is refused looks at once after its third try, and then every 20 seconds and more.
        await Expect(reader.Locator(".story-update")).ToHaveTextAsync("This story was withdrawn by the newsroom.", new() { Timeout = 120_000 });
        await Expect(reader.Locator(".headline")).ToHaveTextAsync("This story was withdrawn");
        await Expect(reader.Locator("#respond")).ToBeHiddenAsync();
        Assert.DoesNotContain("Secret words", await reader.Locator("#story").InnerHTMLAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("closed room", await reader.Locator("#story").InnerHTMLAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("closed room", await reader.TitleAsync(), StringComparison.Ordinal);
    }
}
