using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>A reply from the page of a comment.</summary>
public sealed class DeskReplyPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;
    private HttpClient _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        await _site.CreateAsync("mo", Role.Moderator);
        await _site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        _desk = await _site.SignedInAsync("mo");
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Reply_ThatIsRefused_StandsBelowAComment_ThatIsShownAsApproved()
    {
        var comment = await HoldAsync();
        var reply = new string('x', 65_526);

        var (status, page) = await ReplyAsync(await OpenAsync(comment), reply);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(page.QuerySelector(".desk-status-approved"));
        Assert.Equal(reply, page.QuerySelector("#reply")!.TextContent.Trim());
        Assert.Equal("true", page.QuerySelector("#reply")!.GetAttribute("aria-invalid"));
        Assert.Equal(CommentStatus.Approved, await StatusAsync(comment));
    }

    [Theory]
    [InlineData(Decision.Hold, CommentStatus.Held)]
    [InlineData(Decision.Spam, CommentStatus.Spam)]
    [InlineData(Decision.Trash, CommentStatus.Trash)]
    public async Task Reply_ToACommentThatAColleagueHidMeanwhile_PublishesNothing_AndKeepsItsText(Decision decision, CommentStatus hidden)
    {
        var comment = await HoldAsync();
        await DecideAsync(Decision.Approve, comment);
        var shown = await OpenAsync(comment);
        await DecideAsync(decision, comment);

        var (status, page) = await ReplyAsync(shown, "So <it> is.");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Somebody decided about this comment meanwhile.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("So <it> is.", page.QuerySelector("#reply")!.TextContent.Trim());
        Assert.Equal(hidden, await StatusAsync(comment));
        Assert.Empty((await Thread(comment).FindByStatusAsync(CommentStatus.Approved, 0, 10, Posts.Moderator))!.Value);

        if (hidden != CommentStatus.Held) return;
        // Who sees that it waits publishes it knowingly.
        Assert.Equal(HttpStatusCode.SeeOther, (await ReplyAsync(page, "So it is, after all.")).Status);
        Assert.Equal(CommentStatus.Approved, await StatusAsync(comment));
    }

    [Theory]
    [InlineData(Decision.Spam, "spam")]
    [InlineData(Decision.Trash, "trash")]
    public async Task Comment_ThatReadersAreToldIsGone_IsNotAnswered(Decision decision, string word)
    {
        var comment = await HoldAsync();
        await DecideAsync(decision, comment);

        Assert.Null((await OpenAsync(comment)).QuerySelector("#reply"));
        var (status, _, page) = await SignInSite.SendAsync(_desk, $"/newsroom/comments/{comment}/reply", ("status", word), ("reply", "So it is."));

        Assert.Equal(HttpStatusCode.Conflict, status);
        var shown = new HtmlParser().ParseDocument(page);
        Assert.Equal("So it is.", shown.QuerySelector("#reply")!.TextContent.Trim());
        Assert.Null(shown.QuerySelector("form[action*='/reply']"));
        Assert.Equal((word, 1), (CommentWords.Of(await StatusAsync(comment)), await CountAsync(comment)));
    }

    [Fact]
    public async Task Reply_ThatDoesNotSayWhatWasShown_ApprovesNothing()
    {
        var comment = await HoldAsync();

        var (status, _, _) = await SignInSite.SendAsync(_desk, $"/newsroom/comments/{comment}/reply", ("reply", "So it is."));

        Assert.Equal((HttpStatusCode.Conflict, CommentStatus.Held, 1), (status, await StatusAsync(comment), await CountAsync(comment)));
    }

    /// <summary>What was asked for is so already: a colleague approved it, or the first attempt did, whose answer was lost.</summary>
    [Fact]
    public async Task Reply_ToACommentThatWasApprovedMeanwhile_IsPostedOnce()
    {
        var comment = await HoldAsync();
        var shown = await OpenAsync(comment);
        await DecideAsync(Decision.Approve, comment);

        Assert.Equal(HttpStatusCode.SeeOther, (await ReplyAsync(shown, "So it is.")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await ReplyAsync(shown, "So it is.")).Status);

        Assert.Equal(2, await CountAsync(comment));
    }

    private async Task<CommentId> HoldAsync()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        return Assert.IsType<CommentPosted>(await _site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story.Id, Submission = SubmissionId.FromKey("waits"), Author = "Ann", Email = "ann@example.org", Text = "May I ask?", Address = "203.0.113.7",
        })).Id;
    }

    private async Task DecideAsync(Decision decision, CommentId comment) => Assert.Equal([comment], (await Thread(comment).DecideAsync(Posts.Decide(decision, comment))).Changed);

    private async Task<IDocument> OpenAsync(CommentId comment) => new HtmlParser().ParseDocument(await _desk.GetStringAsync($"/newsroom/comments/{comment}", Cancel));

    // As a browser sends it: with every hidden field of the form that is shown.
    private async Task<(HttpStatusCode Status, IDocument Page)> ReplyAsync(IDocument shown, string text)
    {
        var form = shown.QuerySelector("form[action*='/reply']")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        var (status, _, page) = await SignInSite.SendAsync(_desk, form.GetAttribute("action")!, [.. hidden, ("reply", text)]);
        return (status, new HtmlParser().ParseDocument(page));
    }

    private async Task<CommentStatus> StatusAsync(CommentId comment) => (await Thread(comment).ReadForModeratorsAsync([comment], Posts.Moderator))!.Value.Single().View.Status;

    private async Task<int> CountAsync(CommentId comment)
    {
        var count = 0;
        foreach (var status in new[] { CommentStatus.Approved, CommentStatus.Held, CommentStatus.Spam, CommentStatus.Trash })
            count += (await Thread(comment).FindByStatusAsync(status, 0, 10, Posts.Moderator))!.Value.Length;
        return count;
    }

    private ICommentThreadGrain Thread(CommentId comment) => _site.Grains.GetGrain<ICommentThreadGrain>(comment.Article.Value);
}
