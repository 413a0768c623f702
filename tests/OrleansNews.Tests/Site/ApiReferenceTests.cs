using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

/// <summary>The API's description, and what is no part of it.</summary>
public class ApiReferenceTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reference_AtItsAddress_IsShown()
    {
        using var answer = await site.NewBrowser().GetAsync("/api/", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/api/nope")]
    [InlineData("/api/v1")]
    [InlineData("/api/articles")]
    [InlineData("/api/articles/nope")]
    public async Task Address_ThatTheApiDoesNotHave_IsAProblem(string address)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Description_AskedForUnderAnotherName_DoesNotRepeatIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json") { Headers = { Host = "evil.example" } };
        using var answer = await site.NewBrowser().SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("evil.example", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var description = await site.NewBrowser().GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);
        Assert.True(description.GetProperty("paths").TryGetProperty("/api/articles/{id}/comments", out _));
    }
}
