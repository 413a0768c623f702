using System.Net;
using System.Net.Http.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using static OrleansNews.Moderation.DeskPages;

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
}
