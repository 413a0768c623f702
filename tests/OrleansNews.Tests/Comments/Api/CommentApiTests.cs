using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task Comment_OfSomebodyWhoWantsToBeRemembered_LeavesTheCookieOfTheForm_AlsoOneThatAVoteGave()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.CommentAsync(story, "Ada", "Vote for me.");
        using var sent = new FormUrlEncodedContent(
        [
            new("author", "Bea"), new("email", "bea@example.org"), new("comment", "By the form."), new("comment_post_ID", story.Id.ToString()), new("wp-comment-cookies-consent", "yes"),
        ]);
        using var form = await site.NewBrowser().PostAsync("/comments", sent, Cancel);
        using var browser = site.NewBrowser();
        using var vote = await browser.PutAsJsonAsync($"/api/comments/{comment.Id}/vote", new { vote = "up" }, Cancel);
        Assert.Null(MaxAgeOf(CookieOf(vote)));

        using var answer = await browser.PostAsJsonAsync(Address(story), new { author = "Cy", email = "cy@example.org", text = "By a script.", remember = true }, Cancel);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(34_560_000, MaxAgeOf(CookieOf(form)));
        Assert.Equal(34_560_000, MaxAgeOf(CookieOf(answer)));
        Assert.Equal(BrowserOf(vote), BrowserOf(answer));

        // Who takes the consent back is known until the browser is closed; who says nothing of it keeps what they have.
        using var silent = await browser.PostAsJsonAsync(Address(story), new { author = "Cy", email = "cy@example.org", text = "And nothing said." }, Cancel);
        Assert.False(silent.Headers.Contains("Set-Cookie"));
        using var forgotten = await browser.PostAsJsonAsync(Address(story), new { author = "Cy", email = "cy@example.org", text = "And forgotten.", remember = false }, Cancel);
        Assert.Null(MaxAgeOf(CookieOf(forgotten)));
        Assert.Equal(BrowserOf(vote), BrowserOf(forgotten));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(null, true)]
    public async Task Receipt_OfAHeldComment_LeadsToAPreview_ThatSaysSoToWhomTheBrowserDoesNotRemember(bool? remember, bool isToldSo)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var answer = await browser.PostAsJsonAsync(
            Address(story), new { author = "Ada", email = "ada@example.org", text = "See https://a.example/ and https://b.example/.", remember }, Cancel);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal("held", receipt.GetProperty("status").GetString());
        var preview = await browser.GetStringAsync(receipt.GetProperty("url").GetString(), Cancel);
        Assert.Contains("Your comment is awaiting moderation.", preview, StringComparison.Ordinal);
        Assert.Equal(isToldSo, preview.Contains("This is a preview; your comment will be visible after it has been approved.", StringComparison.Ordinal));
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith(BrowserIdentity.CookieName, StringComparison.Ordinal));

    private static int? MaxAgeOf(string cookie) => cookie.Split("; ").FirstOrDefault(part => part.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)) is { } age
        ? int.Parse(age.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private string BrowserOf(HttpResponseMessage answer) => site.Services.GetRequiredService<IDataProtectionProvider>()
        .CreateProtector("OrleansNews.Comments.Browser.v1").Unprotect(Uri.UnescapeDataString(CookieOf(answer).Split(';')[0].Split('=', 2)[1]));

    private static string Address(PublishedArticle story) => $"/api/articles/{story.Id}/comments";

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
