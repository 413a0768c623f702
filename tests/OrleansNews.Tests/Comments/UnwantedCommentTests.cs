using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Moderation;

namespace OrleansNews.Comments;

/// <summary>
/// What somebody is told whose comment goes to the trash or to spam: as in WordPress nothing but where they are sent, and a program the status. They find no notice that says why, and no preview.
/// </summary>
public sealed class UnwantedCommentTests(NewsSite site) : IClassFixture<NewsSite>, IAsyncLifetime
{
    private const string Awaiting = "Your comment is awaiting moderation.";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await site.DiscussAsync(discussion => discussion with { DisallowedWords = ["casino"], MaxLinks = 2 });

    public async ValueTask DisposeAsync() => await site.DiscussAsync(discussion => discussion with { DisallowedWords = [] });

    [Theory]
    [InlineData("/comments")]
    [InlineData("/wp-comments-post.php")]
    public async Task Form_WithADisallowedWord_LeadsToThePageAsItIs(string address)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();

        using var answer = await SendAsync(browser, address, story, "Visit the casino, unseen-word");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Matches($"^{story.Path}.*#comment-[0-9]+$", answer.Headers.Location!.ToString());
        await AssertShowsNothingAsync(browser, answer.Headers.Location.ToString());
        Assert.Equal([CommentStatus.Trash], await StatusesAsync(site, story, answer.Headers.Location.ToString()));

        // What is in the trash is said by nobody: WordPress looks for duplicates elsewhere.
        using var again = await SendAsync(browser, address, story, "Visit the casino, unseen-word", "https://ada.example/");
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task Program_ThatSendsADisallowedWord_IsToldTheStatus_AndItsAddressShowsNothing()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();

        using var answer = await browser.PostAsJsonAsync($"/api/articles/{story.Id}/comments", new { author = "Ada", email = "ada@example.org", text = "Visit the casino, unseen-word" }, Cancel);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("trash", receipt.GetProperty("status").GetString());
        await AssertShowsNothingAsync(browser, receipt.GetProperty("url").GetString()!);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/api/comments/{receipt.GetProperty("id").GetInt64()}", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Form_ThatAClassifierCallsSpam_LeadsToThePageAsItIs()
    {
        await using var judged = new NewsSite
        {
            Cluster = new()
            {
                ConfigureSilo = silo =>
                {
                    silo.Services.Configure<ClassifierOptions>(options => (options.Url, options.Secret) = ("http://classifier.test/", new string('s', 32)));
                    silo.Services.AddHttpClient(CommentClassifier.Client).ConfigurePrimaryHttpMessageHandler(static () => new SpamEverywhere());
                },
            },
        };
        await judged.InitializeAsync();
        var story = await judged.PublishAsync(Stories.Harbour.Unique());
        using var browser = judged.NewBrowser();

        using var answer = await SendAsync(browser, "/comments", story, "A friendly letter, unseen-word");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await AssertShowsNothingAsync(browser, answer.Headers.Location!.ToString());
        Assert.Equal([CommentStatus.Spam], await StatusesAsync(judged, story, answer.Headers.Location.ToString()));
    }

    [Theory]
    [InlineData(Decision.Spam)]
    [InlineData(Decision.Trash)]
    public async Task Preview_OfACommentThatAModeratorPutAway_IsEverybodysPage(Decision decision)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var answer = await SendAsync(browser, "/comments", story, "See https://a.example and https://b.example, unseen-word");
        var preview = answer.Headers.Location!.ToString();
        Assert.Contains(Awaiting, await browser.GetStringAsync(preview, Cancel), StringComparison.Ordinal);
        Assert.True(CommentId.TryParse(preview.Split("#comment-")[1], out var id));

        Assert.True((await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(Posts.Decide(decision, id))).Done);

        await AssertShowsNothingAsync(browser, preview);
        using var again = await SendAsync(browser, "/comments", story, "See https://a.example and https://b.example, unseen-word", "https://ada.example/");
        Assert.Equal(decision == Decision.Spam ? HttpStatusCode.Conflict : HttpStatusCode.SeeOther, again.StatusCode);
    }

    private static async Task AssertShowsNothingAsync(HttpClient browser, string address)
    {
        using var page = await browser.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync(Cancel);
        foreach (var word in new[] { "unseen-word", Awaiting, "class=\"error-summary\"" }) Assert.DoesNotContain(word, html, StringComparison.Ordinal);
        Assert.Contains("No responses yet", html, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<CommentStatus>> StatusesAsync(NewsSite site, PublishedArticle story, string address)
    {
        Assert.True(CommentId.TryParse(address.Split("#comment-")[1], out var id));
        return (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadForModeratorsAsync([id], Posts.Moderator))!.Value.Select(comment => comment.View.Status);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, string address, PublishedArticle story, string text, string url = "") => browser.PostAsync(
        address,
        new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["author"] = "Ada", ["email"] = "ada@example.org", ["url"] = url, ["comment"] = text, ["comment_post_ID"] = story.Id.ToString(), ["comment_parent"] = "0",
        }),
        Cancel);

    private sealed class SpamEverywhere : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"verdict":"spam"}""") });
    }
}
