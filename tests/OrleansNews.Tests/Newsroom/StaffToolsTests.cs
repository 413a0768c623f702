using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>What staff find on a story beside what everybody finds there: asked for by its script, and never in the page.</summary>
public sealed class StaffToolsTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000, KeyValuePair.Create("Read:FreshFor", (string?)"00:01:00"));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData(Role.Subscriber)]
    [InlineData(Role.Author)]
    [InlineData(Role.Administrator)]
    public async Task Page_ForStaff_IsTheVeryPageOfReaders(Role role)
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.CommentAsync(story, "Ada", "A word.");
        var readers = await _site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        await _site.CreateAsync("edith", role);
        var edith = await _site.SignedInAsync("edith");

        using var answer = await edith.GetAsync(story.Path, Cancel);

        Assert.Equal(readers, await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        Assert.Contains("public", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(readers, await _site.NewBrowser().GetByteArrayAsync(story.Path, Cancel));
        Assert.DoesNotContain("/newsroom", System.Text.Encoding.UTF8.GetString(readers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_AreRefusedToReaders_AndToRolesThatNeitherWriteNorModerate()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        using var refused = await _site.NewBrowser().GetAsync(Address(story.Id), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(_site.NewBrowser(), story.Id, "news-staff=1; news-session=forged")).StatusCode);

        foreach (var role in new[] { Role.Subscriber, Role.Operator })
        {
            await _site.CreateAsync($"{role}".ToLowerInvariant(), role);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await _site.SignedInAsync($"{role}".ToLowerInvariant())).GetAsync(Address(story.Id), Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task Tools_AreThoseOfTheRole_AndOfTheStorysOwners()
    {
        await _site.CreateAsync("edith", Role.Editor);
        await _site.CreateAsync("mo", Role.Moderator);
        var nina = await _site.CreateAsync("nina", Role.Author);
        await _site.CreateAsync("cy", Role.Contributor);
        var article = await _site.Grains.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.PublishAsync(new(Stories.Harbour.Unique(), 0, nina)));
        var (own, other) = ((await article.GetPublishedAsync(0))!.Id, (await _site.PublishAsync(Stories.Harbour.Unique())).Id);

        Assert.Equal([$"/newsroom/stories/{own}", $"/newsroom/comments?story={own}", "/newsroom", "/newsroom/comments/"], await ToolsAsync("edith", own));
        Assert.Equal([$"/newsroom/comments?story={own}", "/newsroom/comments/"], await ToolsAsync("mo", own));
        Assert.Equal([$"/newsroom/stories/{own}", "/newsroom"], await ToolsAsync("nina", own));
        Assert.Equal(["/newsroom"], await ToolsAsync("nina", other));
        Assert.Equal(["/newsroom"], await ToolsAsync("cy", own));
        Assert.Equal(HttpStatusCode.NotFound, (await (await _site.SignedInAsync("edith")).GetAsync(Address(new(9_999_999)), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Hint_ComesAndGoesWithTheSession_AndSaysNothing()
    {
        await _site.CreateAsync("edith");
        var browser = _site.NewBrowser();
        using var signedIn = await SignInSite.LogInAsync(browser, "edith", SignInSite.Password);
        var hint = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("news-staff=", StringComparison.Ordinal));
        Assert.Equal("news-staff=1; path=/; samesite=lax", hint);

        using var signedOut = await browser.PostAsync("/logout", null, Cancel);
        Assert.Contains(signedOut.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("news-staff=; expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
    }

    private static string Address(ArticleId story) => $"/api/articles/{story}/staff-tools";

    private static async Task<HttpResponseMessage> GetAsync(HttpClient browser, ArticleId story, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(story)) { Headers = { { "Cookie", cookie } } };
        return await browser.SendAsync(request, Cancel);
    }

    // Where they lead, the one of comments last.
    private async Task<List<string>> ToolsAsync(string login, ArticleId story)
    {
        using var answer = await (await _site.SignedInAsync(login)).GetAsync(Address(story), Cancel);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var tools = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("Newsroom", tools.GetProperty("label").GetString());
        var links = tools.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("url").GetString()!).ToList();
        if (tools.TryGetProperty("comment", out var comment) && comment.ValueKind == JsonValueKind.Object) links.Add(comment.GetProperty("url").GetString()!);
        return links;
    }
}
