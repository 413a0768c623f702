using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>The native API, as a program uses it.</summary>
public class NativeApiTests(NewsSite site) : IClassFixture<NewsSite>
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
    [InlineData("limit=many", "limit")]
    [InlineData("root=first", "root")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=o0", "cursor")]
    [InlineData("cursor=o2147483647", "cursor")]
    [InlineData("cursor=o1-2-3", "cursor")]
    [InlineData("cursor=n1", "cursor")]
    [InlineData("cursor=o1&order=newest", "cursor")]
    [InlineData("cursor=b1&order=best", "cursor")]
    [InlineData("cursor=o1&root=1", "cursor")]
    public async Task Thread_AskedForWrongly_NamesTheParameter(string query, string field)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Ada", "On the first page.");
        using var answer = await site.NewBrowser().GetAsync($"/api/articles/{story.Id}/comments?{query}", Cancel);
        await RequireErrorAsync(answer, field);
    }

    [Theory]
    [InlineData("oldest", "o1")]
    [InlineData("newest", "n2")]
    [InlineData("best", "b1-0-0")]
    public async Task Thread_AskedForWithACursorOfItsOrder_GoesOnThere(string order, string cursor)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        foreach (var text in new[] { "One.", "Two." }) await site.CommentAsync(story, "Ada", text);

        var first = await ReadAsync($"/api/articles/{story.Id}/comments?order={order}&limit=1");
        var second = await ReadAsync($"/api/articles/{story.Id}/comments?order={order}&limit=1&cursor={cursor}");

        Assert.Equal(cursor, first.GetProperty("next").GetString());
        Assert.NotEqual(first.GetProperty("items")[0].GetProperty("id").GetInt64(), second.GetProperty("items")[0].GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?articles=")]
    [InlineData("?articles=1,two")]
    [InlineData("?articles=-1")]
    public async Task Counts_AskedForWrongly_NameTheParameter(string query)
    {
        using var answer = await site.NewBrowser().GetAsync($"/api/comments/counts{query}", Cancel);
        await RequireErrorAsync(answer, "articles");
    }

    [Theory]
    [InlineData("{ not JSON", "The body is no JSON: line 1, byte 3: 'n' is an invalid start of a property name")]
    [InlineData("{\n  \"text\": \"a,\n}", "The body is no JSON: line 2, byte 14:")]
    [InlineData("{\n  \"text\": \"a\"", "The body is no JSON: line 2, byte 14:")]
    [InlineData("\"a text\"", "The body does not have the form that this address takes (line 1, byte 9). Send a JSON object.")]
    [InlineData("[]", "The body does not have the form that this address takes (line 1, byte 2). Send a JSON object.")]
    [InlineData("{\"parent\":\"first\"}", "“parent” has a value of the wrong kind (line 1, byte 18).")]
    [InlineData("{\"text\":{}}", "“text” has a value of the wrong kind (line 1, byte 10).")]
    [InlineData("null", "Send a JSON object as the body.")]
    [InlineData("", "Send a JSON object as the body.")]
    public async Task Post_OfABodyThatCannotBeRead_SaysWhereAndWhat(string body, string detail)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var answer = await site.NewBrowser().PostAsync($"/api/articles/{story.Id}/comments", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);

        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("OrleansNews", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(detail.StartsWith('“'), problem.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Post_OfTextThatIsNotDeclaredAsJson_IsUnsupported()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var answer = await site.NewBrowser().PostAsync($"/api/articles/{story.Id}/comments", new StringContent("{}", Encoding.UTF8, "text/plain"), Cancel);
        var problem = await ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType);

        Assert.Contains("application/json", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_OfMoreThanTheAddressTakes_IsTooLarge(bool chunked)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/articles/{story.Id}/comments")
        {
            Content = new StringContent($$"""{"text":"{{new string('a', 1024 * 1024)}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await site.NewBrowser().SendAsync(request, Cancel);
        var problem = await ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("1048576 bytes", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
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

    private static async Task RequireErrorAsync(HttpResponseMessage answer, string field)
    {
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal(field, error.Name);
        Assert.NotEqual("", Assert.Single(error.Value.EnumerateArray()).GetString());
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
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
