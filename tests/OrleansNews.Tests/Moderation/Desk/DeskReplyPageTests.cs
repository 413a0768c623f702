using System.Net;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>A reply from the page of a comment that waits.</summary>
public sealed class DeskReplyPageTests
{
    [Fact]
    public async Task Reply_ThatIsRefused_StandsBelowAComment_ThatIsShownAsApproved()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = Assert.IsType<CommentPosted>(await site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story.Id, Submission = SubmissionId.FromKey("waits"), Author = "Ann", Email = "ann@example.org", Text = "May I ask?", Address = "203.0.113.7",
        })).Id;
        var desk = await site.SignedInAsync("mo");
        var reply = new string('x', 65_526);

        var (status, _, page) = await SignInSite.SendAsync(desk, $"/newsroom/comments/{comment}/reply", ("reply", reply));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var shown = new HtmlParser().ParseDocument(page);
        Assert.NotNull(shown.QuerySelector(".desk-status-approved"));
        Assert.Equal(reply, shown.QuerySelector("#reply")!.TextContent.Trim());
        Assert.Equal("true", shown.QuerySelector("#reply")!.GetAttribute("aria-invalid"));
        Assert.Equal(CommentStatus.Approved, (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).FindAsync(comment, 50))!.Status);
    }
}
