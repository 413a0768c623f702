using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>Staff who comment under a story while their account does not answer, and everything else does.</summary>
public sealed class UncheckedStaffTests
{
    private const string Typed = "We have corrected <that> & more.";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comment_OfStaffWhoCannotBeChecked_ComesBackAndIsNotTakenForAStrangers()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var edith = await site.SignedInAsync("edith");
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        site.Cluster.Calls.Instead = call =>
            ClientCalls.NameOf(call).StartsWith(nameof(IAccountGrain), StringComparison.Ordinal) ? throw new TimeoutException("The account did not answer.") : call.Invoke();
        site.Services.GetRequiredService<SessionChecks>().Forget("edith");

        using var refused = await SendAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (refused.StatusCode, refused.Headers.RetryAfter is not null));
        Assert.Equal(Typed, new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync(Cancel)).QuerySelector("textarea[name=comment]")!.TextContent.Trim());
        using var problem = await edith.PostAsJsonAsync($"/api/articles/{story.Id}/comments", new { author = "Edith", email = "edith@example.org", text = Typed }, Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json", true), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType, problem.Headers.RetryAfter is not null));
        Assert.Equal(0, (await ThreadAsync()).Total);

        // A stranger goes on, and so does she when her account answers again: with her badge.
        await site.CommentAsync(story, "Ada", "A word.");
        site.Cluster.Calls.Instead = null;
        using var posted = await SendAsync();
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        Assert.Equal([("Ada", false), ("Edith", true)], (await ThreadAsync()).Items.Select(item => (item.Author, item.ByStaff)));

        async Task<HttpResponseMessage> SendAsync() => await edith.PostAsync(
            "/comments",
            new FormUrlEncodedContent([new("comment_post_ID", story.Id.ToString()), new("author", "Edith"), new("email", "edith@example.org"), new("comment", Typed)]), Cancel);

        Task<ThreadPage> ThreadAsync() => site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadPageAsync(new() { Page = 1 });
    }
}
