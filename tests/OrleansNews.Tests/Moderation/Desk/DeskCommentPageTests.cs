using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using static OrleansNews.Moderation.DeskPages;

namespace OrleansNews.Moderation;

/// <summary>The page of one comment, and of who wrote it, as a browser without JavaScript meets it.</summary>
public sealed class DeskCommentPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comment_IsDecidedWithAReason_Edited_AndAnswered()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 1);
        var desk = await site.SignedInAsync("mo");
        var at = $"/newsroom/comments/{ids[0]}";

        // Their browser said nothing of itself, so nothing is said of it.
        Assert.Equal(
            [("Email", "ann0@example.org"), ("Network address", "203.0.113.7")],
            (await OpenAsync(desk, at)).QuerySelectorAll(".desk-facts dt").Select(term => (term.TextContent, term.NextElementSibling!.TextContent)));
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(desk, at + "/decision", ("decision", "spam"), ("reason", "Sells <watches>"))).Status);
        Assert.Contains("Sells &lt;watches&gt;", await desk.GetStringAsync(at, Cancel), StringComparison.Ordinal);
        await SignInSite.SendAsync(desk, at + "/decision", ("decision", "restore"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(desk, at + "/text", ("text", "A better text"), ("version", "1"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInSite.SendAsync(desk, at + "/text", ("text", "Too late"), ("version", "1"))).Status);
        var empty = await SignInSite.SendAsync(desk, at + "/reply", ("status", "held"), ("reply", " "));
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(desk, at + "/reply", ("status", "held"), ("reply", "Thank you, and welcome"))).Status);

        var page = await (site.NewBrowser()).GetStringAsync(story.Path, Cancel);
        Assert.Contains("A better text", page, StringComparison.Ordinal);
        Assert.Contains("Thank you, and welcome", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync("/newsroom/comments/12345", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Comment_DecidedMeanwhile_IsShownAnew_AndDecidedBySecondThought()
    {
        await using var site = await DeskAsync();
        var (_, ids) = await HoldAsync(site, 1);
        var desk = await site.SignedInAsync("mo");
        var form = (await OpenAsync(desk, $"/newsroom/comments/{ids[0]}")).QuerySelector("form[action$='/decision']")!;
        await site.Grains.GetGrain<IModerationDeskGrain>(0).DecideAsync(new([.. ids], Decision.Approve, null, ""), Posts.Moderator);

        var late = await SendAsync(form);

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var page = new HtmlParser().ParseDocument(late.Page);
        Assert.Contains("Somebody decided about this comment meanwhile.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Sells watches", page.QuerySelector("#reason")!.GetAttribute("value"));
        Assert.Equal([CommentStatus.Approved], await StatusesAsync(site, ids));
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(page.QuerySelector("form[action$='/decision']")!)).Status);
        Assert.Equal([CommentStatus.Spam], await StatusesAsync(site, ids));

        Task<(HttpStatusCode Status, string Location, string Page)> SendAsync(IElement shown) => SignInSite.SendAsync(
            desk, shown.GetAttribute("action")!, [.. shown.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), ("reason", "Sells watches"), ("decision", "spam")]);
    }

    [Fact]
    public async Task Comment_OpenedFromAQueue_LeadsBackToIt_AlsoAfterADecision()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 1);
        var desk = await site.SignedInAsync("mo");
        var queue = $"/newsroom/comments?queue=all&story={story.Id}&s=Text%20%26";
        var row = (await OpenAsync(desk, queue.Replace("%20%26", "", StringComparison.Ordinal))).QuerySelector(".desk-act-details")!;
        Assert.Equal($"/newsroom/comments/{ids[0]}?queue=all&story={story.Id}&s=Text", row.GetAttribute("href"));

        var page = await OpenAsync(desk, queue.Replace("comments?", $"comments/{ids[0]}?", StringComparison.Ordinal));
        Assert.NotNull(page.QuerySelector($".actions a[href='{queue}#row-{ids[0]}']"));
        var decided = await SignInSite.SendAsync(desk, page.QuerySelector("form[action*='/decision']")!.GetAttribute("action")!, ("decision", "approve"));

        Assert.Equal(HttpStatusCode.SeeOther, decided.Status);
        Assert.NotNull((await OpenAsync(desk, decided.Location)).QuerySelector($".actions a[href='{queue}#row-{ids[0]}']"));
        Assert.NotNull((await OpenAsync(desk, $"/newsroom/comments/{ids[0]}")).QuerySelector($".actions a[href='/newsroom/comments?queue=held#row-{ids[0]}']"));
    }

    [Fact]
    public async Task Person_WithoutEmail_IsShownAsFarAsKnown_AndCannotBeSuspended()
    {
        await using var site = await DeskAsync();
        await site.DiscussAsync(discussion => discussion with { RequireNameAndEmail = false });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.Grains.CommentedAsync(story.Id, "", "From nobody", sent => sent with { Email = "", Address = "203.0.113.9" });
        var desk = await site.SignedInAsync("mo");

        var person = (await OpenAsync(desk, $"/newsroom/comments/{comment.Id}")).QuerySelector("section[aria-labelledby=person-title]")!;

        Assert.Contains("203.0.113.9", person.TextContent, StringComparison.Ordinal);
        Assert.Contains("This person gave no email address", person.TextContent, StringComparison.Ordinal);
        Assert.Empty(person.QuerySelectorAll("form"));
        // The key that suspends leads to why nobody can be.
        Assert.Contains("nobody is known to suspend", person.QuerySelector("#until[tabindex='-1']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await SignInSite.SendAsync(desk, $"/newsroom/comments/{comment.Id}/suspension", ("until", "2026-12-24"))).Status);
    }

    [Fact]
    public async Task Person_Suspended_CannotComment_UntilItIsLifted()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 1);
        var desk = await site.SignedInAsync("mo");
        var at = $"/newsroom/comments/{ids[0]}";

        foreach (var day in new[] { "", "yesterday", "2020-01-01", "2999-01-01" })
            Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(desk, at + "/suspension", ("until", day))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(desk, at + "/suspension", ("until", "2026-12-24"))).Status);
        Assert.Contains("Suspended until December 24, 2026", await desk.GetStringAsync(at, Cancel), StringComparison.Ordinal);
        Assert.Equal(CommentRefusal.Suspended, Assert.IsType<CommentRefused>(await SubmitAsync(site, story, 0, "Again")).Reason);

        await SignInSite.SendAsync(desk, at + "/suspension", ("lift", "1"));

        Assert.IsType<CommentPosted>(await SubmitAsync(site, story, 0, "Again"));
    }

    [Fact]
    public async Task Modes_OfAStoryAndAPerson_DecideAboutTheNextComment()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 1);
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.None });
        var desk = await site.SignedInAsync("mo");
        Assert.Equal(CommentStatus.Approved, Assert.IsType<CommentPosted>(await SubmitAsync(site, story, 0, "By the rules of the site")).Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(desk, "/newsroom/comments/story-mode", ("story", $"{story.Id}"), ("mode", "All"))).Status);
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(CommentStatus.Held, Assert.IsType<CommentPosted>(await SubmitAsync(site, story, 0, "The story waits")).Status);
        await SignInSite.SendAsync(desk, "/newsroom/comments/story-mode", ("story", $"{story.Id}"), ("mode", "None"));
        await SignInSite.SendAsync(desk, $"/newsroom/comments/{ids[0]}/rule", ("rule", "hold"));
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));

        var held = Assert.IsType<CommentPosted>(await SubmitAsync(site, story, 0, "The person waits"));
        Assert.Equal(CommentStatus.Held, held.Status);
        Assert.Contains("All comments of this person wait", await desk.GetStringAsync($"/newsroom/comments/{held.Id}", Cancel), StringComparison.Ordinal);
        Assert.Equal(CommentStatus.Approved, Assert.IsType<CommentPosted>(await SubmitAsync(site, story, 5, "Somebody else does not")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(desk, "/newsroom/comments/story-mode", ("story", $"{story.Id}"), ("mode", "Some"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SignInSite.SendAsync(desk, "/newsroom/comments/story-mode", ("story", "999999"), ("mode", "All"))).Status);
    }
}
