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
    [Fact]
    public async Task Commenter_WhoWantsToBeRemembered_IsKnownWhenTheBrowserWasClosed_AlsoWhereAVoteWasFirst()
    {
        var path = await site.PublishAsync("Remember", "remember");
        var story = await site.NumberOfAsync(path);
        var reader = await site.OpenReaderAsync();
        await reader.GotoAsync(path);
        var first = await site.CommentAsync(story, "Ludo", "Vote for me.");
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments/{first}");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Expect(desk.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.True(await reader.EvaluateAsync<bool>($"fetch('/api/comments/{first}/vote', {{ method: 'PUT', headers: {{ 'content-type': 'application/json' }}, body: '{{\"vote\":\"up\"}}' }}).then(answer => answer.ok)"));
        Assert.Equal(-1, (await CookieAsync()).Expires);

        await reader.Locator("#wp-comment-cookies-consent").CheckAsync();
        await reader.PostCommentAsync("Rhea Moss", "Keep me in mind.");

        await Expect(reader.GetByText("Your comment is awaiting moderation.")).ToBeVisibleAsync();
        await Expect(reader.GetByText("This is a preview")).ToHaveCountAsync(0);
        Assert.NotEqual(-1, (await CookieAsync()).Expires);

        // Who takes it back is forgotten when the browser is closed.
        await reader.GotoAsync(path);
        await reader.Locator("#wp-comment-cookies-consent").UncheckAsync();
        await reader.PostCommentAsync("Rhea Moss", "Forget me.");
        await Expect(reader.GetByText("This is a preview")).ToBeVisibleAsync();
        Assert.Equal(-1, (await CookieAsync()).Expires);

        async Task<BrowserContextCookiesResult> CookieAsync() => Assert.Single(await reader.Context.CookiesAsync(), cookie => cookie.Name == "news_browser");
    }
}
