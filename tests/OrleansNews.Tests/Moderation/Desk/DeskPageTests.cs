using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The desk as a browser without JavaScript meets it, and the JSON that its script sends.</summary>
public sealed class DeskPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_Approved_LeavesTheQueue_AndComesBackByUndo()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 3);
        var desk = await site.SignedInAsync("mo");

        var page = await OpenAsync(desk, "/newsroom/comments");
        Assert.Equal(3, page.QuerySelectorAll(".desk-row").Length);
        Assert.Equal("3", page.QuerySelector("[data-count=held]")!.TextContent);
        var button = page.QuerySelector($"#row-{ids[1]} button.desk-act-approve")!;
        var decided = await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "held"), ("one", button.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.SeeOther, decided.Status);

        var after = await OpenAsync(desk, decided.Location);
        Assert.Null(after.QuerySelector($"#row-{ids[1]}"));
        Assert.Equal("1 comment approved.", after.QuerySelector(".desk-done p")!.TextContent);
        Assert.Contains("Text 1", await (site.NewBrowser()).GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        await UndoAsync(desk, decided.Location);

        // A queue hears of a decision a moment after whoever decided.
        await Waits.UntilAsync(async () => (await OpenAsync(desk, "/newsroom/comments")).QuerySelector($"#row-{ids[1]}") is not null, "The comment never comes back.");
        Assert.DoesNotContain("Text 1", await (site.NewBrowser()).GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task Selected_OrEverything_AreDecidedAtOnce()
    {
        await using var site = await DeskAsync();
        var (_, ids) = await HoldAsync(site, 5);
        var desk = await site.SignedInAsync("mo");

        var nothing = await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "held"), ("decision", "spam"));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.Status);
        Assert.Contains("Select at least one comment.", nothing.Page, StringComparison.Ordinal);
        await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "held"), ("decision", "spam"), ("id", $"{ids[0]}"), ("id", $"{ids[2]}"));
        Assert.Equal([CommentStatus.Spam, CommentStatus.Held, CommentStatus.Spam, CommentStatus.Held, CommentStatus.Held], await StatusesAsync(site, ids));

        await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "held"), ("decision", "trash"), ("everything", "1"));

        Assert.Equal([CommentStatus.Spam, CommentStatus.Trash, CommentStatus.Spam, CommentStatus.Trash, CommentStatus.Trash], await StatusesAsync(site, ids));
    }

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
        var empty = await SignInSite.SendAsync(desk, at + "/reply", ("reply", " "));
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(desk, at + "/reply", ("reply", "Thank you, and welcome"))).Status);

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

    [Fact]
    public async Task Json_DecidesAndSaysHowToUndo()
    {
        await using var site = await DeskAsync();
        var (_, ids) = await HoldAsync(site, 2);
        var desk = await site.SignedInAsync("mo");

        var answer = await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", new DeskDecisionInput([.. ids.Select(id => id.Value)], "approve", "held", null));
        Assert.Equal(2, answer.Changed.Length);
        var undone = await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", new DeskDecisionInput(answer.Changed, null, null, null, Undoes: answer.Command));
        Assert.Equal((2, 2), (undone.Changed.Length, undone.LookedAt));
        Assert.Equal([CommentStatus.Held, CommentStatus.Held], await StatusesAsync(site, ids));
        var bulk = await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/bulk", new DeskBulkInput("queue=all", "trash", null));
        Assert.Equal(bulk.Changed, (await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", new DeskDecisionInput(bulk.Changed, null, null, null, Undoes: bulk.Command))).Changed);
        DeskDecisionInput[] wrongs = [new([], "approve", null, null), new([1], "eat", null, null), new([1], "spam", "gone", null), new([1], null, null, null), new([1], "spam", null, null, Undoes: Guid.NewGuid())];
        foreach (var wrong in wrongs)
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsJsonAsync("/api/moderation/decisions", wrong, Cancel)).StatusCode);
        var counts = (await desk.GetFromJsonAsync<DeskCountsOutput>("/api/moderation/counts", Cancel))!;
        Assert.True(counts.Version > 0);
    }

    [Fact]
    public async Task Decision_SentAgainUnderItsCommand_IsAnsweredAsTheFirstTime_AndCanBeTakenBack()
    {
        await using var site = await DeskAsync();
        var (_, ids) = await HoldAsync(site, 3);
        var desk = await site.SignedInAsync("mo");
        var decision = new DeskDecisionInput([.. ids.Select(id => id.Value)], "approve", "held", null, Guid.NewGuid());
        var first = await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", decision);
        await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", new DeskDecisionInput([ids[2].Value], "trash", null, null));

        var again = await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", decision with { Repeated = true });

        Assert.Equal([.. ids.Select(id => id.Value)], first.Changed);
        Assert.Equal(first.Changed, again.Changed);
        Assert.Equal([CommentStatus.Approved, CommentStatus.Approved, CommentStatus.Trash], await StatusesAsync(site, ids));
        var undo = new DeskDecisionInput(again.Changed, null, null, null, Guid.NewGuid(), Undoes: again.Command);
        await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", undo);
        Assert.Equal([CommentStatus.Held, CommentStatus.Held, CommentStatus.Trash], await StatusesAsync(site, ids));
        Assert.Equal(ids[..2].Select(id => id.Value), (await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", undo with { Repeated = true })).Changed);
    }

    [Fact]
    public async Task Desk_IsClosed_ToStrangersAuthorsAndOtherSites()
    {
        await using var site = await DeskAsync();
        await site.CreateAsync("al", Role.Author);
        var stranger = site.NewBrowser();
        var author = await site.SignedInAsync("al");

        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/newsroom/comments", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await author.GetAsync("/newsroom/comments", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await author.GetAsync("/api/moderation/counts", Cancel)).StatusCode);
        Assert.DoesNotContain("/newsroom/comments", await author.GetStringAsync("/newsroom/profile", Cancel), StringComparison.Ordinal);
        var moderator = await site.SignedInAsync("mo");
        Assert.Contains("/newsroom/comments", await moderator.GetStringAsync("/newsroom/profile", Cancel), StringComparison.Ordinal);
        moderator.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInSite.SendAsync(moderator, "/newsroom/comments/decisions", ("decision", "spam"))).Status);
    }

    [Theory]
    [InlineData("spam")]
    [InlineData("hold")]
    [InlineData("trash")]
    [InlineData("approve")]
    public async Task Undo_OfADecisionAboutAFlaggedComment_PutsItBackAmongTheFlagged(string decision)
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 2);
        var desk = await site.SignedInAsync("mo");
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        await thread.DecideAsync(new([ids[0]], Decision.Approve, Posts.Moderator));
        Assert.True(await thread.FlagAsync(new(ids[0], FlagReason.Abuse, "", new(Guid.NewGuid()))));
        await UntilFlaggedAsync(desk, 1);

        var done = await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "flagged"), ("one", $"{decision} {ids[0]}"));
        await UntilFlaggedAsync(desk, 0);
        var undone = await UndoAsync(desk, done.Location);

        Assert.Equal("Undone.", undone.QuerySelector(".desk-done p")!.TextContent);
        Assert.Null(undone.QuerySelector(".desk-done form"));
        await UntilFlaggedAsync(desk, 1);
        Assert.NotNull((await OpenAsync(desk, "/newsroom/comments?queue=flagged")).QuerySelector($"#row-{ids[0]}"));
        Assert.Equal([CommentStatus.Approved, CommentStatus.Held], await StatusesAsync(site, ids));
    }

    [Fact]
    public async Task Undo_OfARestore_LeavesWhatSomebodyElseDecidedSince()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 2);
        var desk = await site.SignedInAsync("mo");
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        await thread.DecideAsync(new([.. ids], Decision.Spam, Posts.Moderator));
        var restored = await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "spam"), ("decision", "restore"), ("id", $"{ids[0]}"), ("id", $"{ids[1]}"));
        await thread.DecideAsync(new([ids[0]], Decision.Trash, Posts.Moderator));

        var undone = await UndoAsync(desk, restored.Location);

        Assert.Equal(["Undone.", "1 stays as it is: something was decided about it since."], undone.QuerySelectorAll(".desk-done p").Select(said => said.TextContent));
        Assert.Equal([CommentStatus.Trash, CommentStatus.Spam], await StatusesAsync(site, ids));
    }

    [Fact]
    public async Task Everything_Approved_HidesNothingVisibleWhenTakenBack()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 2);
        var desk = await site.SignedInAsync("mo");
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        await thread.DecideAsync(new([ids[0]], Decision.Approve, Posts.Moderator));
        Assert.True(await thread.FlagAsync(new(ids[0], FlagReason.Abuse, "", new(Guid.NewGuid()))));

        var alone = await SendJsonAsync<DeskOutcomeOutput>(desk, "/api/moderation/decisions", new DeskDecisionInput([ids[0].Value], "approve", null, null));
        Assert.Equal([ids[0].Value], alone.Kept);

        Assert.True(await thread.FlagAsync(new(ids[0], FlagReason.Abuse, "", new(Guid.NewGuid()))));
        var done = await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "all"), ("decision", "approve"), ("id", $"{ids[0]}"), ("id", $"{ids[1]}"));
        await UndoAsync(desk, done.Location);

        Assert.Equal([CommentStatus.Approved, CommentStatus.Held], await StatusesAsync(site, ids));
    }

    [Fact]
    public async Task Form_SaysAboutHowManyNothingWasDecided()
    {
        await using var site = await DeskAsync();
        var (story, ids) = await HoldAsync(site, 1);
        var desk = await site.SignedInAsync("mo");
        var unknown = CommentId.Native(new ArticleId(story.Id.Value + 1), 9);

        var done = await SignInSite.SendAsync(desk, "/newsroom/comments/decisions", ("queue", "held"), ("decision", "approve"), ("id", $"{ids[0]}"), ("id", $"{unknown}"));
        Assert.Contains("1 could not be decided; try again.", (await OpenAsync(desk, done.Location)).QuerySelector(".desk-done")!.TextContent, StringComparison.Ordinal);

        var command = (await OpenAsync(desk, done.Location)).QuerySelector(".desk-done input[name=command]")!.GetAttribute("value")!;
        var undone = await SignInSite.SendAsync(desk, "/newsroom/comments/undo", ("queue", "held"), ("command", command), ("ids", $"{ids[0]}.{unknown}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(desk, "/newsroom/comments/undo", ("queue", "held"), ("decision", "approve"), ("ids", $"{ids[0]}"))).Status);
        Assert.Contains("1 could not be decided; try again.", (await OpenAsync(desk, undone.Location)).QuerySelector(".desk-done")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([CommentStatus.Held], await StatusesAsync(site, ids));
    }

    private static async Task<SignInSite> DeskAsync()
    {
        var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        return site;
    }

    private static async Task<(PublishedArticle Story, List<CommentId> Ids)> HoldAsync(SignInSite site, int count)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        var ids = new List<CommentId>();
        for (var i = 0; i < count; i++) ids.Add(Assert.IsType<CommentPosted>(await SubmitAsync(site, story, i, $"Text {i}")).Id);
        var desk = site.Grains.GetGrain<IModerationDeskGrain>(0);
        await Waits.UntilAsync(async () => (await desk.CountAsync(Posts.Moderator))!.Held >= count, "The queue never hears of all comments.");
        return (story, ids);
    }

    private static Task<PostCommentResult> SubmitAsync(SignInSite site, PublishedArticle story, int person, string text) => site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
    {
        Article = story.Id,
        Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
        Author = $"Ann {person}",
        Email = $"ann{person}@example.org",
        Text = text,
        Address = "203.0.113.7",
    });

    private static async Task<List<CommentStatus>> StatusesAsync(SignInSite site, List<CommentId> ids) =>
        [.. (await site.Grains.GetGrain<ICommentThreadGrain>(ids[0].Article.Value).ReadForModeratorsAsync([.. ids], Posts.Moderator))!.Value.Select(comment => comment.View.Status)];

    // Presses the button that the page behind a decision shows, and opens the page behind that.
    private static async Task<IDocument> UndoAsync(HttpClient desk, string decided)
    {
        var undo = (await OpenAsync(desk, decided)).QuerySelector(".desk-done form")!;
        var undone = await SignInSite.SendAsync(desk, undo.GetAttribute("action")!, [.. undo.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))]);
        Assert.Equal(HttpStatusCode.SeeOther, undone.Status);
        return await OpenAsync(desk, undone.Location);
    }

    private static Task UntilFlaggedAsync(HttpClient desk, int count) =>
        Waits.UntilAsync(async () => (await desk.GetFromJsonAsync<DeskCountsOutput>("/api/moderation/counts", Cancel))!.Flagged == count, "The queue never hears of the flags.");

    private static async Task<IDocument> OpenAsync(HttpClient desk, string address) => new HtmlParser().ParseDocument(await desk.GetStringAsync(address, Cancel));

    private static async Task<T> SendJsonAsync<T>(HttpClient desk, string address, object input)
    {
        using var answer = await desk.PostAsJsonAsync(address, input, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<T>(Cancel))!;
    }
}
