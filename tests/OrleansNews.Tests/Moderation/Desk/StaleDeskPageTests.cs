using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>A page of the desk about whose comments somebody else decided since, in a browser without JavaScript.</summary>
public sealed class StaleDeskPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_DecidedMeanwhile_StaysWhatItIs_AndTheReceiptSaysSo()
    {
        await using var site = await DeskAsync();
        var ids = await HoldAsync(site, 1);
        var desk = await site.SignedInAsync("mo");
        var page = await OpenAsync(desk, "/newsroom/comments");
        await ApproveAsync(site, ids[0]);

        var done = await OpenAsync(desk, await SendAsync(desk, page, ("one", $"spam {ids[0]}")));

        Assert.Equal(CommentStatus.Approved, await StatusAsync(site, ids[0]));
        Assert.Equal(["1 stays as it is: it is so already, or somebody else decided about it."], done.QuerySelectorAll(".desk-done p").Select(said => said.TextContent));
        Assert.Null(done.QuerySelector(".desk-done form"));
    }

    [Fact]
    public async Task Selected_OfTwoStatuses_AreTakenBackTogether_ButForTheOneDecidedMeanwhile()
    {
        await using var site = await DeskAsync();
        var ids = await HoldAsync(site, 3);
        await ApproveAsync(site, ids[0]);
        var desk = await site.SignedInAsync("mo");
        var page = await OpenAsync(desk, "/newsroom/comments?queue=all");
        Assert.Equal(3, page.QuerySelectorAll(".desk-row").Length);
        await ApproveAsync(site, ids[2]);

        var done = await OpenAsync(desk, await SendAsync(desk, page, [("decision", "trash"), .. ids.Select(id => ("id", $"{id}"))]));

        Assert.Equal([CommentStatus.Trash, CommentStatus.Trash, CommentStatus.Approved], await Task.WhenAll(ids.Select(id => StatusAsync(site, id))));
        Assert.Equal(
            ["2 comments moved to the trash.", "1 stays as it is: it is so already, or somebody else decided about it."],
            done.QuerySelectorAll(".desk-done p").Select(said => said.TextContent));
        var undo = done.QuerySelector(".desk-done form")!;
        await SignInSite.SendAsync(desk, undo.GetAttribute("action")!, [.. undo.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))]);
        Assert.Equal([CommentStatus.Approved, CommentStatus.Held, CommentStatus.Approved], await Task.WhenAll(ids.Select(id => StatusAsync(site, id))));
    }

    // As a browser sends it: with every hidden field of the form that is shown.
    private static async Task<string> SendAsync(HttpClient desk, IDocument page, params (string, string)[] pressed)
    {
        var form = page.QuerySelector("#desk")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        var decided = await SignInSite.SendAsync(desk, form.GetAttribute("action")!, [.. hidden, .. pressed]);
        Assert.Equal(HttpStatusCode.SeeOther, decided.Status);
        return decided.Location;
    }

    private static async Task<SignInSite> DeskAsync()
    {
        var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        return site;
    }

    private static async Task<List<CommentId>> HoldAsync(SignInSite site, int count)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        var ids = new List<CommentId>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(Assert.IsType<CommentPosted>(await site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
            {
                Article = story.Id,
                Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
                Author = $"Ann {i}",
                Email = $"ann{i}@example.org",
                Text = $"Text {i}",
                Address = "203.0.113.7",
            })).Id);
        }

        await Waits.UntilAsync(async () => (await site.Grains.GetGrain<IModerationDeskGrain>(0).CountAsync(Posts.Moderator))!.Held >= count, "The queue never hears of all comments.");
        return ids;
    }

    private static async Task ApproveAsync(SignInSite site, CommentId id) =>
        Assert.Equal([id], (await site.Grains.GetGrain<IModerationDeskGrain>(0).DecideAsync(new([id], Decision.Approve, null, ""), Posts.Moderator))!.Changed);

    private static async Task<CommentStatus> StatusAsync(SignInSite site, CommentId id) =>
        (await site.Grains.GetGrain<ICommentThreadGrain>(id.Article.Value).ReadForModeratorsAsync([id], Posts.Moderator))!.Value.Single().View.Status;

    private static async Task<IDocument> OpenAsync(HttpClient desk, string address) => new HtmlParser().ParseDocument(await desk.GetStringAsync(address, Cancel));
}
