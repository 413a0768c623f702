using System.Net;
using System.Text;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Comments.Api;

/// <summary>What the API says to a program is in the language of the site, like everything else that people read.</summary>
public sealed class ApiLanguageTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faults_OnAnArabicSite_AreSaidInArabic_AndNameTheFieldAsTheApiDoes()
    {
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Language = "ar" }, Actor.System)).Saved);
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = (await site.CommentAsync(story, "Ada", "A word.")).Id;

        await CheckAsync(await GetAsync("/api/search?q=a&page=x"), "page");
        await CheckAsync(await GetAsync("/api/search?q=a&page=0"), "page");
        await CheckAsync(await GetAsync("/api/search"), "q");
        await CheckAsync(await GetAsync($"/api/articles/{story.Id}/comments?limit=x"), "limit");
        await CheckAsync(await GetAsync($"/api/articles/{story.Id}/comments?limit=101"), "limit");
        await CheckAsync(await GetAsync($"/api/articles/{story.Id}/comments?order=loudest"), "order");
        await CheckAsync(await GetAsync($"/api/articles/{story.Id}/comments?cursor=nonsense"), "cursor");
        await CheckAsync(await GetAsync("/api/comments/counts"), "articles");
        await CheckAsync(await GetAsync("/api/comments/counts?articles=one"), "articles");
        await CheckAsync(await SendAsync(HttpMethod.Put, $"/api/comments/{comment}/vote", """{"vote":"sideways"}"""), "vote");
        await CheckAsync(await SendAsync(HttpMethod.Post, $"/api/comments/{comment}/flags", """{"reason":"boring"}"""), "reason");
        await CheckAsync(await SendAsync(HttpMethod.Post, $"/api/comments/{comment}/flags", $$"""{"reason":"spam","note":"{{new string('a', 501)}}"}"""), "note");
        await CheckAsync(await SendAsync(HttpMethod.Post, $"/api/articles/{story.Id}/comments", """{"text":7}"""), "text");
        await CheckAsync(await SendAsync(HttpMethod.Post, $"/api/articles/{story.Id}/comments", """{"text":"a" """), null);
        await CheckAsync(await SendAsync(HttpMethod.Post, $"/api/articles/{story.Id}/comments", "[]"), null);
        await CheckAsync(await SendAsync(HttpMethod.Post, $"/api/articles/{story.Id}/comments", "text", "text/plain"), null, HttpStatusCode.UnsupportedMediaType);
    }

    private async Task<HttpResponseMessage> GetAsync(string address) => await site.NewBrowser().GetAsync(address, Cancel);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, address) { Content = new StringContent(body, Encoding.UTF8, type) };
        return await site.NewBrowser().SendAsync(request, Cancel);
    }

    private static async Task CheckAsync(HttpResponseMessage answer, string? field, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var asked = answer.RequestMessage!.RequestUri!.PathAndQuery;
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        var says = field is null ? problem.RootElement.GetProperty("detail").GetString()! : problem.RootElement.GetProperty("errors").GetProperty(field)[0].GetString()!;
        Assert.True(says.Count(letter => letter is >= '\u0600' and <= '\u06FF') > 5, $"{asked}: {says}");
        answer.Dispose();
    }
}
