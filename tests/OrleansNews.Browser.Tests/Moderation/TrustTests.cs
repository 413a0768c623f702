using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>Who is trusted, in Chromium: the browser that made an approved comment, and nobody who types the same name.</summary>
[Collection(nameof(DeskCollection))]
public sealed class TrustTests(DeskFixture site)
{
    [Fact]
    public async Task FirstTimeCommenter_ApprovedOnce_IsTrustedAfter_AndAnImpostorIsStillHeld()
    {
        var path = await site.PublishAsync("Trust", "trust");
        var (reader, impostor, desk) = (await site.OpenReaderAsync(), await site.OpenReaderAsync(), await site.OpenDeskAsync());
        await reader.GotoAsync(path);
        await reader.PostCommentAsync("Tess Arden", "My first letter to this paper.");
        await Expect(reader.GetByText("Your comment is awaiting moderation.")).ToBeVisibleAsync();

        var row = desk.Locator(".desk-row").Filter(new() { HasText = "My first letter to this paper." });
        // A queue hears of a comment behind the answer to who wrote it.
        await Waits.UntilAsync(
            async () =>
            {
                await desk.GotoAsync("/newsroom/comments");
                return await row.CountAsync() == 1;
            },
            "The letter never came to the desk.");
        await Expect(row).ToContainTextAsync("First comment of this person in this browser");
        await row.Locator(".desk-act-approve").ClickAsync();
        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("1 comment approved.");

        // The browser is trusted as soon as the person's grain has heard of it.
        await reader.GotoAsync(path);
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(1);
        await desk.GotoAsync("/newsroom/comments?queue=all");
        await Waits.UntilAsync(
            async () =>
            {
                await desk.ReloadAsync();
                return await row.GetByText("Approved before").CountAsync() == 1;
            },
            "The person's grain never heard of the approval.");
        await reader.PostCommentAsync("Tess Arden", "My second letter to this paper.");
        await Expect(reader.Locator("li.comment .comment-content").Filter(new() { HasText = "My second letter" })).ToBeVisibleAsync();
        await Expect(reader.GetByText("Your comment is awaiting moderation.")).ToHaveCountAsync(0);

        await impostor.GotoAsync(path);
        await impostor.PostCommentAsync("Tess Arden", "I am Tess Arden, too.");

        await Expect(impostor.GetByText("Your comment is awaiting moderation.")).ToBeVisibleAsync();
        var stranger = await site.OpenReaderAsync();
        await stranger.GotoAsync(path);
        await Expect(stranger.Locator("li.comment")).ToHaveCountAsync(2);
        await Expect(stranger.GetByText("I am Tess Arden, too.")).ToHaveCountAsync(0);
    }
}
