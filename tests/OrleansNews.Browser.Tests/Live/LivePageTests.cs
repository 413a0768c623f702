using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Live;

/// <summary>The conversation that grows while somebody reads, types, looks away, or sits behind a proxy that blocks event streams.</summary>
[Collection(nameof(SiteCollection))]
public sealed partial class LivePageTests(SiteFixture site)
{
    private const string Feed = "**/api/articles/*/live**";
    private static readonly string _longStory = string.Join("\n\n", Enumerable.Repeat("The harbour was quiet this morning, and so was the town behind it.", 120));

    [Fact]
    public async Task Comments_WhileSomebodyReadsElsewhere_WaitBehindAButtonAndMoveNothing()
    {
        var path = await site.PublishAsync("The long quay", "long-quay", _longStory);
        var (reader, writer) = await OpenAsync(path);
        await reader.EvaluateAsync("scrollTo({ top: 300, behavior: 'instant' })");

        foreach (var text in new[] { "One.", "Two.", "Three." }) await writer.PostCommentAsync("Tom Pell", text);

        var button = reader.GetByRole(AriaRole.Button, new() { Name = "3 new comments" });
        await Expect(button).ToHaveTextAsync("3 new comments");
        await Expect(reader.Locator("comment-thread > [role=status]")).ToHaveTextAsync(Announcement());
        Assert.Equal(300, await reader.EvaluateAsync<int>("Math.round(scrollY)"));
        await Expect(reader.Locator("li.comment").First).Not.ToBeInViewportAsync();

        await button.ClickAsync();
        await Expect(reader.Locator("li.comment").First).ToBeInViewportAsync();
        await Expect(button).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Reset_WhileSomebodyTypes_KeepsTheirWordsAndTheirPlace()
    {
        var path = await site.PublishAsync("A broken rope", "rope", _longStory);
        var reader = await site.OpenReaderAsync();
        var writer = await site.OpenReaderAsync(javaScript: false);
        await writer.GotoAsync(path);
        await writer.PostCommentAsync("Tom Pell", "Before the break.");
        // The first feed waits, and then asks from a position of a newspaper that was restored from a backup: it cannot connect.
        var typed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await reader.RouteAsync(Feed, async route =>
        {
            await typed.Task;
            await route.ContinueAsync(new() { Url = AfterParameter().Replace(route.Request.Url, "after=99:1") });
        }, new() { Times = 1 });
        await reader.GotoAsync(path);
        await reader.EvaluateAsync("window.stillHere = true");
        await reader.Locator("#comment").FillAsync("Half a sentence");
        await writer.PostCommentAsync("Ada Quill", "Missed by the feed.");
        await Expect(writer.Locator("li.comment")).ToHaveCountAsync(2);
        typed.SetResult();

        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(2);
        await Expect(reader.Locator("li.comment").Last).ToContainTextAsync("Missed by the feed.");
        await Expect(reader.Locator("#comment")).ToHaveValueAsync("Half a sentence");
        await Expect(reader.Locator("#comment")).ToBeFocusedAsync();
        await Expect(reader.Locator("#comment")).ToBeInViewportAsync();
        Assert.True(await reader.EvaluateAsync<bool>("window.stillHere"));
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");
    }

    // It never comes; or front ends that cannot ask the cluster end it at once, with a time to come back.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Feed_ThatBringsNothing_IsReplacedByALookNowAndThen(bool comesEmpty)
    {
        var path = await site.PublishAsync("A closed gate", comesEmpty ? "open-gate" : "gate");
        var reader = await site.OpenReaderAsync();
        var looks = 0;
        reader.Request += (_, request) => looks += request.ResourceType == "fetch" && request.Url.EndsWith(path, StringComparison.Ordinal) ? 1 : 0;
        await reader.RouteAsync(Feed, route => comesEmpty ? route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "retry: 100\n\n" }) : route.AbortAsync());
        await reader.GotoAsync(path);
        var writer = await site.OpenReaderAsync(javaScript: false);
        await writer.GotoAsync(path);
        await writer.PostCommentAsync("Tom Pell", "Through the fence.");

        await Expect(reader.Locator("li.comment .comment-content")).ToHaveTextAsync("Through the fence.", new() { Timeout = 60_000 });
        await Expect(reader.Locator(".live-state")).ToHaveTextAsync("New comments will appear when the connection is back");
        Assert.InRange(looks, 1, 3);
    }

    [Fact]
    public async Task TimeOfAComment_WhileThePageIsOpen_GrowsOlder()
    {
        var path = await site.PublishAsync("The clock tower", "clock-tower");
        var reader = await site.OpenReaderAsync();
        await reader.Clock.InstallAsync();
        await reader.GotoAsync(path);
        await reader.PostCommentAsync("Tom Pell", "It strikes four.");
        var time = reader.Locator("li.comment .comment-date time");
        await Expect(time).ToHaveTextAsync("just now");
        var full = await time.GetAttributeAsync("title");

        // Every timer that is due goes off once, and not every frame between.
        await reader.Clock.FastForwardAsync(5 * 60 * 1_000);
        await Expect(time).ToHaveTextAsync("5 minutes ago");
        await reader.Clock.FastForwardAsync(3 * 60 * 60 * 1_000);
        await Expect(time).ToHaveTextAsync("3 hours ago");
        await reader.Clock.FastForwardAsync(24 * 60 * 60 * 1_000);
        await Expect(time).ToHaveTextAsync(full!);
        Assert.Matches("2026", full);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Comment_WhenThePageIsReadAnew_KeepsItsAgeAndTheWayToEditIt(bool isExchanged)
    {
        var path = await site.PublishAsync("The weather vane", isExchanged ? "weather-vane" : "weathercock");
        var reader = await site.OpenReaderAsync();
        await reader.GotoAsync(path);
        await reader.PostCommentAsync("Tom Pell", "It points to the harbour.");
        var (time, edit) = (reader.Locator("li.comment .comment-date time"), reader.Locator("li.comment .comment-edit-link"));
        await Expect(edit).ToBeVisibleAsync();
        await reader.EvaluateAsync("document.querySelector('li.comment > .comment-body').dataset.before = 'yes'");
        // The page says nothing of what it has heard later than the copy was made.
        await Waits.UntilAsync(() => reader.EvaluateAsync<bool>("fetch(location.pathname).then((answer) => answer.text()).then((page) => page.includes('It points to the harbour.'))"));
        // As it is after an edit that the page was not told of.
        if (isExchanged) await reader.EvaluateAsync("document.querySelector('li.comment').dataset.version = '0'");

        Assert.True(await reader.EvaluateAsync<bool>("document.querySelector('comment-thread').refresh()"));

        await Expect(reader.Locator("li.comment > .comment-body[data-before]")).ToHaveCountAsync(isExchanged ? 0 : 1);
        await Expect(time).ToHaveTextAsync(new Regex("just now|ago"));
        await Expect(edit).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tab_ThatNobodyLooksAt_LetsGoAndGoesOnWhereItWas()
    {
        var path = await site.PublishAsync("The night watch", "watch");
        var reader = await site.OpenReaderAsync();
        await reader.Clock.InstallAsync();
        await reader.GotoAsync(path);
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");

        var closed = reader.WaitForRequestFinishedOrFailedAsync("/live");
        await SetHiddenAsync(reader, true);
        await reader.Clock.FastForwardAsync(61_000);
        await closed.WaitAsync(TimeSpan.FromSeconds(30));
        var writer = await site.OpenReaderAsync(javaScript: false);
        await writer.GotoAsync(path);
        await writer.PostCommentAsync("Tom Pell", "While you slept.");
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(0);

        await SetHiddenAsync(reader, false);
        await Expect(reader.Locator("li.comment .comment-content")).ToHaveTextAsync("While you slept.");
    }

    [Fact]
    public async Task Story_ThatIsCorrected_ChangesInPlaceAndSaysSo()
    {
        var path = await site.PublishAsync("The ferry is late", "late", "It left at nine.");
        var (reader, _) = await OpenAsync(path);
        await reader.Locator("#comment").FillAsync("Half a sentence");

        await site.PublishAsync("The ferry was on time", "late", "It left at eight.");

        await Expect(reader.Locator(".story-update")).ToHaveTextAsync("This story was updated.");
        await Expect(reader.Locator(".headline")).ToHaveTextAsync("The ferry was on time");
        await Expect(reader.Locator(".story-body")).ToContainTextAsync("It left at eight.");
        await Expect(reader.Locator(".story-body")).Not.ToContainTextAsync("nine");
        await Expect(reader.Locator("#comment")).ToHaveValueAsync("Half a sentence");
    }

    private async Task<(IPage Reader, IPage Writer)> OpenAsync(string path)
    {
        var reader = await site.OpenReaderAsync();
        var writer = await site.OpenReaderAsync(javaScript: false);
        await reader.GotoAsync(path);
        await writer.GotoAsync(path);
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");
        return (reader, writer);
    }

    private static Task SetHiddenAsync(IPage page, bool hidden) => page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, value: hidden }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);

    [GeneratedRegex("new comments$|^New comment by Tom Pell$")]
    private static partial Regex Announcement();

    [GeneratedRegex("after=[^&]*")]
    private static partial Regex AfterParameter();
}
