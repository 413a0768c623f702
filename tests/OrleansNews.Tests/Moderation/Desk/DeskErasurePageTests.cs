using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The erasure of a person, ordered from the page of one of their comments.</summary>
public sealed class DeskErasurePageTests
{
    private const string Text = "What I never should have said";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_Erased_LeavesNoCommentOfTheirs_AndNothingOfAnybodyElse()
    {
        await using var site = await StartAsync();
        var (one, other) = (await site.PublishAsync(Stories.Harbour.Unique()), await site.PublishAsync(Stories.Harbour.Unique()));
        var (mine, mineToo, theirs) = (await CommentAsync(site, one, "ann"), await CommentAsync(site, other, "ann"), await CommentAsync(site, one, "ben"));
        var desk = await site.SignedInAsync("mo");

        var erased = await SignInSite.SendAsync(desk, $"{At(mine)}/erasure", ("sure", "1"));

        Assert.Equal(HttpStatusCode.SeeOther, erased.Status);
        var page = await OpenAsync(desk, erased.Location);
        Assert.NotNull(page.QuerySelector(".desk-status-erased"));
        Assert.Empty(page.QuerySelectorAll("form[action*='/comments/']"));
        Assert.DoesNotContain(Text, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [CommentStatus.Erased, CommentStatus.Erased, CommentStatus.Approved],
            new[] { await StatusAsync(site, mine), await StatusAsync(site, mineToo), await StatusAsync(site, theirs) });
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task Person_IsNotErased_UntilWhoOrdersItSaysThatTheyAreSure()
    {
        await using var site = await StartAsync();
        var comment = await CommentAsync(site, await site.PublishAsync(Stories.Harbour.Unique()), "ann");
        var desk = await site.SignedInAsync("mo");

        var unsure = await SignInSite.SendAsync(desk, $"{At(comment)}/erasure");

        Assert.Equal(HttpStatusCode.BadRequest, unsure.Status);
        var page = new HtmlParser().ParseDocument(unsure.Page);
        Assert.Equal("Tick the box if you are sure: nobody can take an erasure back.", page.QuerySelector("#error-summary a[href='#sure']")!.TextContent.Trim());
        Assert.True(page.QuerySelector("details.desk-erasure")!.HasAttribute("open"));
        Assert.Equal(CommentStatus.Approved, await StatusAsync(site, comment));
    }

    [Fact]
    public async Task Person_WhoGaveNoAddress_CannotBeErased()
    {
        await using var site = await StartAsync();
        var comment = await CommentAsync(site, await site.PublishAsync(Stories.Harbour.Unique()), person: "");
        var desk = await site.SignedInAsync("mo");

        Assert.Null((await OpenAsync(desk, At(comment))).QuerySelector("form[action$='/erasure']"));
        Assert.Equal(HttpStatusCode.NotFound, (await SignInSite.SendAsync(desk, $"{At(comment)}/erasure", ("sure", "1"))).Status);
        Assert.Equal(CommentStatus.Approved, await StatusAsync(site, comment));
    }

    private static async Task<SignInSite> StartAsync()
    {
        var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.None, RequireNameAndEmail = false });
        return site;
    }

    private static async Task<CommentId> CommentAsync(SignInSite site, PublishedArticle story, string person) => Assert.IsType<CommentPosted>(await site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
    {
        Article = story.Id,
        Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
        Author = person,
        Email = person.Length == 0 ? "" : $"{person}@example.org",
        Text = $"{Text}, {Guid.NewGuid()}",
        Address = "203.0.113.7",
    })).Id;

    private static async Task<CommentStatus> StatusAsync(SignInSite site, CommentId comment) => (await site.Grains.GetGrain<ICommentThreadGrain>(comment.Article.Value).FindAsync(comment, 50))!.Status;

    private static string At(CommentId comment) => $"/newsroom/comments/{comment}";

    private static async Task<IDocument> OpenAsync(HttpClient desk, string address) => new HtmlParser().ParseDocument(await desk.GetStringAsync(address, Cancel));
}
