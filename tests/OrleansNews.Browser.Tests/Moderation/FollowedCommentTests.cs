using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>One comment in the browsers of its author, a reader and a moderator, through every decision. How soon it is seen is in the test of the same name over HTTP.</summary>
[Collection(nameof(DeskCollection))]
public sealed class FollowedCommentTests(DeskFixture site)
{
    [Fact]
    public async Task Comment_HeldApprovedHiddenAndBroughtBack_IsSeenWhereItShouldBe()
    {
        const string text = "The Quillmark lighthouse was never dark.";
        var path = await site.PublishAsync("The lighthouse", "lighthouse");
        var story = await site.NumberOfAsync(path);
        var (author, reader, desk) = (await site.OpenReaderAsync(), await site.OpenReaderAsync(), await site.OpenDeskAsync());
        await reader.GotoAsync(path);
        await Expect(reader.Locator(".live-state[data-state=open]")).ToBeVisibleAsync();
        await author.GotoAsync(path);

        await author.PostCommentAsync("Ada Quill", text);

        await Expect(author.GetByText("Your comment is awaiting moderation.")).ToBeVisibleAsync();
        await Expect(author.Locator("li.comment .comment-content")).ToHaveTextAsync(text);
        await AssertPlacesAsync(path, story, text, isShown: false);
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(0);

        await DecideAsync(desk, story, "held", text, "approve");
        await AssertSeenAsync(reader, path, story, text, isShown: true);
        await author.GotoAsync("/?s=Quillmark");
        await Expect(author.Locator(".latest-comments")).ToContainTextAsync(text);
        await Expect(author.GetByText(text)).ToHaveCountAsync(1); // In the box beside what was found, and not among it: the search is for stories.
        foreach (var (hide, queue, bringBack) in new[] { ("hold", "held", "approve"), ("spam", "spam", "restore"), ("trash", "trash", "restore") })
        {
            await DecideAsync(desk, story, "all", text, hide);
            await AssertSeenAsync(reader, path, story, text, isShown: false);
            await DecideAsync(desk, story, queue, text, bringBack);
            await AssertSeenAsync(reader, path, story, text, isShown: true);
        }
    }

    private static async Task DecideAsync(IPage desk, long story, string queue, string text, string decision)
    {
        var row = desk.Locator(".desk-row").Filter(new() { HasText = text });
        // A queue hears of a decision behind it.
        await Waits.UntilAsync(
            async () =>
            {
                await desk.GotoAsync($"/newsroom/comments?queue={queue}&story={story}");
                return await row.Locator($".desk-act-{decision}").CountAsync() == 1;
            },
            $"The comment never came to the queue {queue}.");
        var answer = await desk.RunAndWaitForResponseAsync(() => row.Locator($".desk-act-{decision}").ClickAsync(), "**/api/moderation/decisions");
        Assert.True(answer.Ok);
    }

    // The page that a reader has open, without being loaded again, and then everywhere else.
    private async Task AssertSeenAsync(IPage reader, string path, long story, string text, bool isShown)
    {
        await Expect(reader.Locator("li.comment:not(.hidden-comment) .comment-content").Filter(new() { HasText = text })).ToHaveCountAsync(isShown ? 1 : 0);
        await AssertPlacesAsync(path, story, text, isShown);
    }

    private async Task AssertPlacesAsync(string path, long story, string text, bool isShown)
    {
        foreach (var address in new[] { path, $"/api/articles/{story}/comments", $"{path}feed/", "/comments/feed/", "/" })
            await Waits.UntilAsync(async () => (await site.ReadAsync(address)).Contains(text, StringComparison.Ordinal) == isShown, $"{address} {(isShown ? "never shows" : "goes on showing")} it.");
        Assert.DoesNotContain(text, await site.ReadAsync("/api/search?q=Quillmark"), StringComparison.Ordinal);
    }
}
