using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Comments;

/// <summary>How conversations are shown, by the settings that staff change on their page: what stands on the page, and where what comes in later goes.</summary>
public sealed partial class DiscussionSettingsTests(DiscussionFixture site) : IClassFixture<DiscussionFixture>
{
    [Fact]
    public async Task NewestOnTop_TurnsThePage_AndWhatComesInGoesToItsHead()
    {
        await site.ShowAsync(newestOnTop: true);
        var (path, story) = await PublishAsync("The newest first", "newest-first");
        var first = await site.CommentAsync(story, "Ann", "The first of three.");
        await site.CommentAsync(story, "Bo", "The second of three.");
        await UntilShownAsync(path, "data-order=\"newest\"", "The second of three.");
        var (watching, plain) = (await site.OpenReaderAsync(), await site.OpenReaderAsync(javaScript: false, width: 390));
        await watching.GotoAsync(path);
        await Expect(watching.Locator(".live-state[data-state=open]")).ToBeVisibleAsync();
        await Expect(Texts(watching)).ToHaveTextAsync(["The second of three.", "The first of three."]);

        await site.CommentAsync(story, "Cy", "The third of three.");
        await site.CommentAsync(story, "Di", "An answer to the first.", first);
        await site.CommentAsync(story, "Ed", "Another answer to the first.", first);
        string[] shown = ["The third of three.", "The second of three.", "The first of three.", "An answer to the first.", "Another answer to the first."];
        await Expect(Texts(watching)).ToHaveTextAsync(shown);

        await UntilShownAsync(path, shown);
        await plain.GotoAsync(path);
        await Expect(Texts(plain)).ToHaveTextAsync(shown);
        await plain.PostCommentAsync("Fay Quill", "Mine stands above all.");
        await Expect(plain).ToHaveURLAsync(CommentAddress());
        await Expect(Texts(plain).First).ToHaveTextAsync("Mine stands above all.");
        await Expect(Texts(watching).First).ToHaveTextAsync("Mine stands above all.");
        await plain.KeepAsync("newest-on-top");
    }

    [Fact]
    public async Task FirstPageByDefault_IsAtTheStorysAddress_AndWhatComesInIsOfferedOnTheLast()
    {
        await site.ShowAsync(firstPageByDefault: true, commentsPerPage: 2);
        var (path, story) = await PublishAsync("From the beginning", "from-the-beginning");
        foreach (var number in Enumerable.Range(1, 4)) await site.CommentAsync(story, $"Reader{number}", $"Comment {number} of all.");
        await UntilShownAsync(path, "Comment 1 of all.", "comment-page-2/");
        var (watching, plain) = (await site.OpenReaderAsync(), await site.OpenReaderAsync(javaScript: false, width: 390));
        await watching.GotoAsync(path);
        await Expect(watching.Locator(".live-state[data-state=open]")).ToBeVisibleAsync();
        await Expect(Texts(watching)).ToHaveTextAsync(["Comment 1 of all.", "Comment 2 of all."]);

        await plain.GotoAsync(path);
        await plain.Locator(".comment-pager [rel=next]").First.ClickAsync();
        await Expect(plain).ToHaveURLAsync(new Regex($"{Regex.Escape(path)}comment-page-2/#comments$"));
        await Expect(Texts(plain)).ToHaveTextAsync(["Comment 3 of all.", "Comment 4 of all."]);
        await plain.PostCommentAsync("Fay Quill", "Comment 5 of all.");
        await Expect(plain).ToHaveURLAsync(new Regex($"{Regex.Escape(path)}comment-page-3/(\\?.*)?#comment-\\d+$"));
        await Expect(Texts(plain)).ToHaveTextAsync(["Comment 5 of all."]);
        await plain.KeepAsync("first-page-by-default");

        // Nothing moves where somebody reads the beginning: they are offered the way.
        var offer = watching.Locator(".live-bar a");
        await Expect(offer).ToBeVisibleAsync();
        await Expect(Texts(watching)).ToHaveTextAsync(["Comment 1 of all.", "Comment 2 of all."]);
        await UntilShownAsync($"{path}comment-page-3/", "Comment 5 of all.");
        await offer.ClickAsync();
        await Expect(Texts(watching)).ToHaveTextAsync(["Comment 5 of all."]);
    }

    [Fact]
    public async Task ThreadingOff_IndentsNothing_AndTakesAnAnswerThatIsSentAllTheSame()
    {
        await site.ShowAsync(threadReplies: false);
        var (path, story) = await PublishAsync("One after the other", "one-after-the-other");
        var first = await site.CommentAsync(story, "Ann", "The first of two.");
        await site.CommentAsync(story, "Bo", "The second of two.");
        await UntilShownAsync(path, "data-depth=\"1\"", "The second of two.");
        var (watching, plain) = (await site.OpenReaderAsync(), await site.OpenReaderAsync(javaScript: false, width: 390));
        await watching.GotoAsync(path);
        await Expect(watching.Locator(".live-state[data-state=open]")).ToBeVisibleAsync();
        await Expect(watching.Locator(".comment-reply-link")).ToHaveCountAsync(0);

        // By a program, or from a page that was open before the setting was changed.
        await site.CommentAsync(story, "Cy", "An answer to the first.", first);
        string[] shown = ["The first of two.", "The second of two.", "An answer to the first."];
        await Expect(Texts(watching)).ToHaveTextAsync(shown);
        await UntilShownAsync(path, "class=\"in-reply-to\"");
        await plain.GotoAsync(path);

        foreach (var page in (IPage[])[watching, plain])
        {
            await Expect(Texts(page)).ToHaveTextAsync(shown);
            await Expect(page.Locator(".children")).ToHaveCountAsync(0);
            await Expect(page.Locator(".in-reply-to")).ToHaveTextAsync("In reply to Ann");
        }

        await plain.KeepAsync("threading-off");
        await site.ShowAsync();
        await UntilShownAsync(path, "data-depth=\"5\"");
        await plain.GotoAsync(path);
        await Expect(plain.Locator($"#comment-{first} > .children .comment-content")).ToHaveTextAsync("An answer to the first.");
    }

    private async Task<(string Path, long Story)> PublishAsync(string title, string slug)
    {
        var path = await site.PublishAsync(title, slug);
        return (path, await site.NumberOfAsync(path));
    }

    private static ILocator Texts(IPage page) => page.Locator("li.comment > .comment-body .comment-content");

    // A page that is kept in memory is checked every second.
    private Task UntilShownAsync(string address, params string[] parts) => Waits.UntilAsync(
        async () =>
        {
            // The latest comments, below, may know of one earlier than the conversation.
            var conversation = (await site.ReadAsync(address)).Split("</comment-thread>")[0];
            return parts.All(part => conversation.Contains(part, StringComparison.Ordinal));
        },
        $"{address} never shows all of: {string.Join(", ", parts)}");

    [GeneratedRegex("#comment-\\d+$")]
    private static partial Regex CommentAddress();
}
