using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Comments;

[Collection(nameof(SiteCollection))]
public sealed partial class CommentTests(SiteFixture site)
{
    [Fact]
    public async Task Comment_WithoutJavaScript_StandsUnderTheStoryAtItsAddress()
    {
        var path = await site.PublishAsync("Nets on the quay", "nets");
        var reader = await site.OpenReaderAsync(javaScript: false);
        await reader.GotoAsync(path);
        await Expect(reader.Locator("#comments-title")).ToHaveTextAsync("No responses yet");

        await reader.PostCommentAsync("Tom Pell", "They were there <b>yesterday</b>, too. <script>alert(1)</script>");

        await Expect(reader).ToHaveURLAsync(CommentAddress());
        await Expect(reader.Locator("#comments-title")).ToHaveTextAsync("One response to “Nets on the quay”");
        var comment = reader.Locator("li.comment");
        await Expect(comment).ToHaveCountAsync(1);
        await Expect(comment.Locator(".fn")).ToHaveTextAsync("Tom Pell");
        await Expect(comment.Locator(".comment-content b")).ToHaveTextAsync("yesterday");
        await Expect(comment.Locator("script")).ToHaveCountAsync(0);
        Assert.DoesNotContain("tom.pell@example.org", await reader.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comment_WithJavaScript_AppearsWithoutLeavingThePage()
    {
        var path = await site.PublishAsync("Fog until noon", "fog");
        var reader = await site.OpenReaderAsync();
        await reader.GotoAsync(path);
        await reader.EvaluateAsync("window.stillHere = true");

        await reader.PostCommentAsync("Ada Quill", "It was gone by ten.");

        await Expect(reader.Locator("li.comment .comment-content")).ToContainTextAsync("It was gone by ten.");
        await Expect(reader).ToHaveURLAsync(CommentAddress());
        Assert.True(await reader.EvaluateAsync<bool>("window.stillHere === true"));
        await Expect(reader.Locator("#comment")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Comment_InABrowserThatKeepsNothing_AppearsAndIsVotedFor_WithoutLeavingThePage()
    {
        var path = await site.PublishAsync("Lamps on the pier", "lamps");
        var reader = await site.OpenReaderAsync();
        await reader.KeepNothingAsync();
        await reader.GotoAsync(path);
        await reader.EvaluateAsync("window.stillHere = true");

        await reader.PostCommentAsync("Ada Quill", "Two of them.");
        await reader.Locator("li.comment .vote[value=up]").ClickAsync();

        await Expect(reader.Locator("li.comment .comment-content")).ToContainTextAsync("Two of them.");
        await Expect(reader.Locator("li.comment .vote[value=up] .count")).ToHaveTextAsync("1");
        Assert.True(await reader.EvaluateAsync<bool>("window.stillHere === true"));
    }

    [Fact]
    public async Task Comment_WithMistakes_KeepsWhatWasTyped()
    {
        var path = await site.PublishAsync("A new bell", "bell");
        var reader = await site.OpenReaderAsync(javaScript: false);
        await reader.GotoAsync(path);
        await reader.Locator("#commentform").EvaluateAsync("form => form.noValidate = true");

        await reader.FillCommentAsync("Ada Quill", "It rings in F sharp.");
        await reader.Locator("#email").FillAsync("no-address");
        await reader.GetByRole(AriaRole.Button, new() { Name = "Post Comment" }).ClickAsync();

        await Expect(reader.Locator(".error-summary")).ToContainTextAsync("valid email address");
        await Expect(reader.Locator("#comment")).ToHaveValueAsync("It rings in F sharp.");
        await Expect(reader.Locator("#author")).ToHaveValueAsync("Ada Quill");
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Comment_PostedElsewhere_AppearsByItselfWhereSomebodyReads()
    {
        var path = await site.PublishAsync("The chain is mended", "chain");
        var watching = await site.OpenReaderAsync();
        var writing = await site.OpenReaderAsync(javaScript: false);
        await watching.GotoAsync(path);
        await writing.GotoAsync(path);
        await Expect(watching.Locator("#comments-title")).ToHaveTextAsync("No responses yet");

        await writing.PostCommentAsync("Tom Pell", "At last.");
        await Expect(watching.Locator("li.comment .comment-content")).ToHaveTextAsync("At last.");
        await Expect(watching.Locator("#comments-title")).ToHaveTextAsync("One response to “The chain is mended”");

        await writing.Locator(".comment-reply-link").ClickAsync();
        await writing.PostCommentAsync("Ada Quill", "Eleven weeks late.");
        await Expect(watching.Locator("li.comment .children li.comment .comment-content")).ToHaveTextAsync("Eleven weeks late.");
        await Expect(watching.Locator("#comments-title")).ToHaveTextAsync("2 responses to “The chain is mended”");
        await Expect(watching.Locator("li.comment")).ToHaveCountAsync(2);
    }

    [GeneratedRegex("#comment-\\d+$")]
    private static partial Regex CommentAddress();
}
