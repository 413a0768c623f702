using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Media;

namespace OrleansNews.Site;

/// <summary>A front end whose cluster does not answer, asked for what it holds nothing of.</summary>
public sealed class SilentNewspaper : IAsyncLifetime
{
    private SignInSite? _site;

    /// <summary>A story that nobody has read.</summary>
    public PublishedArticle Story { get; private set; } = null!;

    /// <summary>A story that is being written.</summary>
    public string Draft { get; private set; } = "";

    /// <summary>A fresh comment of <see cref="Commenter"/>.</summary>
    public CommentId Comment { get; private set; }

    public HttpClient Writer { get; private set; } = null!;

    public HttpClient Commenter { get; private set; } = null!;

    public HttpClient Reader => _site!.NewBrowser();

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        Story = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.CreateAsync("edith", Role.Administrator);
        Writer = await _site.SignedInAsync("edith");
        using var begun = await Writer.PostAsync("/newsroom/stories", new FormUrlEncodedContent([]));
        Draft = begun.Headers.Location!.OriginalString;
        Commenter = _site.NewBrowser();
        using var posted = await Commenter.PostAsJsonAsync($"/api/articles/{Story.Id}/comments", new { author = "Ada", email = "ada@example.org", text = "A word." });
        Comment = new((await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64());
        _site.Cluster.Calls.Instead = _ => throw new TimeoutException("An activation did not answer.");
    }

    public ValueTask DisposeAsync() => _site!.DisposeAsync();
}

/// <summary>Whatever is asked for while nothing can be said: 503, when to come back, and what to do, in the form that who asked can read.</summary>
public sealed class SilentClusterTests(SilentNewspaper site) : IClassFixture<SilentNewspaper>
{
    private const string Typed = "Half an hour's <work> & \"more\".";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("STORY")]
    [InlineData("STORYcomment-page-1/")]
    [InlineData("/")]
    [InlineData("/category/local/")]
    [InlineData("/tag/harbour/page/2/")]
    [InlineData("/2026/11/")]
    [InlineData("/?s=harbour")]
    [InlineData("/login")]
    [InlineData("/newsroom")]
    [InlineData("DRAFT")]
    public async Task Page_SaysThatItIsToBeReloaded(string address)
    {
        using var answer = await site.Writer.GetAsync(Filled(address), Cancel);
        var page = await UnavailableAsync(answer, "text/html");
        Assert.Contains("Wait a few seconds and reload it", page, StringComparison.Ordinal);
        var notice = new HtmlParser().ParseDocument(page);
        Assert.NotNull(notice.QuerySelector("main h1"));
        Assert.Equal(("Reload this page", ""), (notice.QuerySelector("main a.button")!.TextContent, notice.QuerySelector("main a.button")!.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/feed/")]
    [InlineData("/feed/atom/")]
    [InlineData("/category/local/feed/")]
    [InlineData("/comments/feed/")]
    [InlineData("STORYfeed/")]
    [InlineData("STORYfeed/rss2/")]
    [InlineData("STORYfeed")]
    [InlineData("/sitemap.xml")]
    [InlineData("/news-sitemap.xml")]
    [InlineData("/robots.txt")]
    public async Task Document_IsAProblemThatItsReadersCanParse(string address)
    {
        using var answer = await site.Reader.GetAsync(Filled(address), Cancel);
        var problem = XDocument.Parse(await UnavailableAsync(answer, "application/problem+xml")).Root!;
        Assert.Equal("urn:ietf:rfc:7807", problem.Name.NamespaceName);
        Assert.Equal(["problem", "title", "status", "detail"], problem.DescendantsAndSelf().Select(member => member.Name.LocalName));
        Assert.Equal("503", problem.Element(problem.Name.Namespace + "status")!.Value);
        Assert.Contains("Retry-After", problem.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/search?q=harbour", null)]
    [InlineData("/api/articles/NUMBER/comments", null)]
    [InlineData("/api/articles/NUMBER/comments", """{"author":"Ada","email":"ada@example.org","text":"A word."}""")]
    public async Task Api_AnswersAProblem(string address, string? json)
    {
        using var content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, Filled(address)) { Content = content };
        using var answer = await site.Reader.SendAsync(request, Cancel);
        using var problem = JsonDocument.Parse(await UnavailableAsync(answer, "application/problem+json"));
        Assert.Equal(503, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Comment_ComesBackAsItWasTyped()
    {
        using var answer = await PostAsync(site.Reader, "/comments", ("comment_post_ID", site.Story.Id.ToString()), ("author", "Ada"), ("email", "ada@example.org"), ("comment", Typed));
        var page = await UnavailableAsync(answer, "text/html");
        Assert.Equal(Typed, new HtmlParser().ParseDocument(page).QuerySelector("textarea[name=comment]")!.TextContent.Trim());
        Assert.Contains("Nothing you typed is lost", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DRAFT")]
    [InlineData("/newsroom/stories/1/notes")]
    [InlineData("/newsroom/comments/COMMENT/reply")]
    [InlineData("/newsroom/comments/COMMENT/text")]
    [InlineData("/newsroom/settings")]
    [InlineData("/newsroom/settings/discussion")]
    [InlineData("/newsroom/media/1")]
    [InlineData("/newsroom/profile")]
    [InlineData("/newsroom/profile/application-passwords")]
    [InlineData("/newsroom/staff")]
    [InlineData("/newsroom/staff/edith/role")]
    [InlineData("/comments/COMMENT/flag")]
    [InlineData("/comments/COMMENT/edit")]
    public async Task WhatIsWritten_ComesBackWhole_ToBeSentAgain(string address)
    {
        (string, string)[] fields = [("version", "0"), ("title", "The ferry"), ("body", Typed), ("text", Typed), ("reply", Typed), ("comment", Typed), ("reason", "spam"), ("note", Typed)];
        using var answer = await PostAsync(address.StartsWith("/comments", StringComparison.Ordinal) ? site.Commenter : site.Writer, Filled(address), fields);
        var form = new HtmlParser().ParseDocument(await UnavailableAsync(answer, "text/html")).QuerySelector("form.account-form")!;
        Assert.Equal(Filled(address), form.GetAttribute("action"));
        Assert.Equal("Send it again", form.QuerySelector("button")!.TextContent);
        Assert.Equal(fields, form.QuerySelectorAll("input[type=hidden]").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!)));
    }

    /// <summary>A file cannot be kept: it is asked for again, by name, and what was typed about it comes back.</summary>
    [Fact]
    public async Task Upload_ComesBackWithItsWords_AndAsksForTheFileAgain()
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent(TestPictures.Jpeg(64, 64)), "file", "ferry & dog.jpg" }, { new StringContent(Typed), "caption" }, { new StringContent("A ferry"), "alt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/newsroom/media") { Content = body, Headers = { { "Accept", "text/html" }, { "Sec-Fetch-Site", "same-origin" } } };
        using var answer = await site.Writer.SendAsync(request, Cancel);

        var form = (IHtmlFormElement)new HtmlParser().ParseDocument(await UnavailableAsync(answer, "text/html")).QuerySelector("form.account-form")!;

        Assert.Equal(("/newsroom/media", "multipart/form-data"), (form.GetAttribute("action"), form.Enctype));
        Assert.Equal([("caption", Typed), ("alt", "A ferry")], form.QuerySelectorAll("input[type=hidden]").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!)));
        Assert.True(form.QuerySelector("input[type=file][name=file]")!.HasAttribute("required"));
        Assert.Contains("The file ferry & dog.jpg itself cannot be kept", form.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_SaysSo_AndRepeatsNoPassword()
    {
        using var answer = await PostAsync(site.Reader, "/login", ("login", "edith"), ("password", SignInSite.Password));
        Assert.DoesNotContain(SignInSite.Password, await UnavailableAsync(answer, "text/html"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            Headers = { { "Accept", "text/html" }, { "Sec-Fetch-Site", "same-origin" } },
        };
        return browser.SendAsync(request, Cancel);
    }

    private static async Task<string> UnavailableAsync(HttpResponseMessage answer, string form)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal((form, true), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.NoStore));
        foreach (var inside in new[] { "Exception", "did not answer.", "   at ", "IArticleGrain" }) Assert.DoesNotContain(inside, body, StringComparison.Ordinal);
        return body;
    }

    private string Filled(string address) =>
        address.Replace("STORY", site.Story.Path, StringComparison.Ordinal).Replace("NUMBER", site.Story.Id.ToString(), StringComparison.Ordinal).Replace("DRAFT", site.Draft, StringComparison.Ordinal).Replace("COMMENT", site.Comment.ToString(), StringComparison.Ordinal);
}
