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

/// <summary>A desk with a moderator and held comments, and what is done on its pages.</summary>
internal static class DeskPages
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public static async Task<SignInSite> DeskAsync()
    {
        var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        return site;
    }

    public static async Task<(PublishedArticle Story, List<CommentId> Ids)> HoldAsync(SignInSite site, int count)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        var ids = new List<CommentId>();
        for (var i = 0; i < count; i++) ids.Add(Assert.IsType<CommentPosted>(await SubmitAsync(site, story, i, $"Text {i}")).Id);
        var desk = site.Grains.GetGrain<IModerationDeskGrain>(0);
        await Waits.UntilAsync(async () => (await desk.CountAsync(Posts.Moderator))!.Held >= count, "The queue never hears of all comments.");
        return (story, ids);
    }

    public static Task<PostCommentResult> SubmitAsync(SignInSite site, PublishedArticle story, int person, string text) => site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
    {
        Article = story.Id,
        Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
        Author = $"Ann {person}",
        Email = $"ann{person}@example.org",
        Text = text,
        Address = "203.0.113.7",
    });

    public static async Task<List<CommentStatus>> StatusesAsync(SignInSite site, List<CommentId> ids) =>
        [.. (await site.Grains.GetGrain<ICommentThreadGrain>(ids[0].Article.Value).ReadForModeratorsAsync([.. ids], Posts.Moderator))!.Value.Select(comment => comment.View.Status)];

    // Presses the button that the page behind a decision shows, and opens the page behind that.
    public static async Task<IDocument> UndoAsync(HttpClient desk, string decided)
    {
        var undo = (await OpenAsync(desk, decided)).QuerySelector(".desk-done form")!;
        var undone = await SignInSite.SendAsync(desk, undo.GetAttribute("action")!, [.. undo.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))]);
        Assert.Equal(HttpStatusCode.SeeOther, undone.Status);
        return await OpenAsync(desk, undone.Location);
    }

    public static Task UntilFlaggedAsync(HttpClient desk, int count) =>
        Waits.UntilAsync(async () => (await desk.GetFromJsonAsync<DeskCountsOutput>("/api/moderation/counts", Cancel))!.Flagged == count, "The queue never hears of the flags.");

    public static async Task<IDocument> OpenAsync(HttpClient desk, string address) => new HtmlParser().ParseDocument(await desk.GetStringAsync(address, Cancel));

    public static async Task<T> SendJsonAsync<T>(HttpClient desk, string address, object input)
    {
        using var answer = await desk.PostAsJsonAsync(address, input, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<T>(Cancel))!;
    }
}
