using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>What the JSON API answers, and what it leaves in a browser.</summary>
public class CommentApiTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comment_SaidAgainWithAnotherWebsite_IsADuplicate()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var first = await browser.PostAsJsonAsync(Address(story), new { author = "Ada", email = "ada@example.org", text = "Once." }, Cancel);
        using var second = await browser.PostAsJsonAsync(Address(story), new { author = "Ada", email = "ada@example.org", text = "Once.", url = "https://ada.example/" }, Cancel);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await ProblemAsync(second, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Receipt_OfAVisibleComment_NamesTheAddressThatLeadsToItsPage()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var answer = await browser.PostAsJsonAsync(Address(story), new { author = "Ada", email = "ada@example.org", text = "Here I am." }, Cancel);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        using var found = await browser.GetAsync(receipt.GetProperty("url").GetString(), Cancel);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("approved", receipt.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Found, found.StatusCode);
        Assert.Equal($"{story.Path}#comment-{receipt.GetProperty("id").GetInt64()}", found.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Vote_OfANewBrowser_IsRememberedForTheSession()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.CommentAsync(story, "Ada", "Vote for me.");
        using var answer = await site.NewBrowser().PutAsJsonAsync($"/api/comments/{comment.Id}/vote", new { vote = "up" }, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(BrowserIdentity.CookieName, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("max-age", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static string Address(PublishedArticle story) => $"/api/articles/{story.Id}/comments";

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
