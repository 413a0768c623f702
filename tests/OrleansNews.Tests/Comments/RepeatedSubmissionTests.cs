using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>The native API, as a program uses it.</summary>
public class RepeatedSubmissionTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_RepeatedUnderItsKey_GetsTheFirstAnswerAgain()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var (firstStatus, first) = await PostAsync(story, "a-key", "Said once.");
        var (secondStatus, second) = await PostAsync(story, "a-key", "Said once.");

        Assert.Equal(HttpStatusCode.Created, firstStatus);
        Assert.Equal(HttpStatusCode.Created, secondStatus);
        Assert.Equal("approved", first.GetProperty("status").GetString());
        Assert.Equal(first.GetProperty("id").GetInt64(), second.GetProperty("id").GetInt64());
        Assert.Equal(first.GetProperty("position").GetString(), second.GetProperty("position").GetString());
        var thread = await ReadAsync($"/api/articles/{story.Id}/comments");
        Assert.Equal(1, thread.GetProperty("total").GetInt32());
        Assert.Equal("<p>Said once.</p>", thread.GetProperty("items")[0].GetProperty("html").GetString()!.Trim());
        Assert.DoesNotContain("reader@example.org", thread.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfAnotherTextUnderAUsedKey_IsUnprocessable()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await PostAsync(story, "used", "One text.");
        var (status, _) = await PostAsync(story, "used", "Another text.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task Post_WithoutText_NamesTheField()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var (status, problem) = await PostAsync(story, "empty", "");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty("text").EnumerateArray());
    }

    [Theory]
    [InlineData("order=loudest", "order")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    public async Task Thread_AskedForWrongly_NamesTheParameter(string query, string field)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var answer = await site.NewBrowser().GetAsync($"/api/articles/{story.Id}/comments?{query}", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Counts_OfSeveralStories_ComeAtOnce()
    {
        var silent = await site.PublishAsync(Stories.Harbour.Unique());
        var loud = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(loud, "Ada", "One.");
        var counts = await ReadAsync($"/api/comments/counts?articles={silent.Id},{loud.Id},999999");
        Assert.Equal(0, counts.GetProperty(silent.Id.ToString()).GetInt32());
        Assert.Equal(1, counts.GetProperty(loud.Id.ToString()).GetInt32());
        Assert.False(counts.TryGetProperty("999999", out _));
    }

    [Fact]
    public async Task Vote_OfABrowser_CountsOnceAndCanBeTakenBack()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.CommentAsync(story, "Ada", "Agree with me.");
        using var browser = site.NewBrowser();
        foreach (var (vote, up) in new[] { ("up", 1), ("up", 1), ("none", 0), ("up", 1) })
        {
            using var answer = await browser.PutAsJsonAsync($"/api/comments/{comment.Id}/vote", new { vote }, Cancel);
            Assert.Equal(up, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("up").GetInt32());
        }
    }

    [Fact]
    public async Task Edit_ByAnotherBrowser_IsRefusedAndByItsOwnShown()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var own = site.NewBrowser();
        var (_, receipt) = await PostAsync(story, Guid.NewGuid().ToString(), "As typed.", own);
        var address = $"/api/comments/{receipt.GetProperty("id").GetInt64()}";

        using var foreign = await site.NewBrowser().PutAsJsonAsync(address, new { text = "Not mine.", version = 1 }, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var edited = await own.PutAsJsonAsync(address, new { text = "As meant.", version = 1 }, Cancel);
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        var page = await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        Assert.Contains("As meant.", page, StringComparison.Ordinal);
        Assert.Contains("class=\"edited\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not mine.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_OfSomebodyWhoIsNotSignedIn_ChangesNothing()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.CommentAsync(story, "Ada", "Still here.");
        using var answer = await site.NewBrowser().PutAsJsonAsync($"/api/comments/{comment.Id}/status", new { status = "trash" }, Cancel);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Still here.", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_OfTheApi_NamesItsAddresses()
    {
        var paths = (await ReadAsync("/openapi/v1.json")).GetProperty("paths");
        foreach (var path in new[] { "/api/articles/{id}/comments", "/api/articles/{id}/live", "/api/comments/counts", "/comments" })
        {
            Assert.True(paths.TryGetProperty(path, out _), path);
        }

        using var reference = await site.NewBrowser().GetAsync("/api/", Cancel);
        Assert.Equal(HttpStatusCode.OK, reference.StatusCode);
    }

    private async Task<JsonElement> ReadAsync(string address) => await site.NewBrowser().GetFromJsonAsync<JsonElement>(address, Cancel);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(PublishedArticle story, string key, string text, HttpClient? browser = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/articles/{story.Id}/comments")
        {
            Content = JsonContent.Create(new { author = "Ada", email = "reader@example.org", text }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await (browser ?? site.NewBrowser()).SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }
}
