using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Layout;

/// <summary>
/// Finds what no translation reaches: the site in a language whose texts have no plain Latin letter, with stories and comments in Cyrillic. A word in plain letters was
/// then written into the program.
/// </summary>
public sealed class PseudoLanguageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly NewsSite _site = new();

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        var grain = _site.Grains.GetGrain<ISiteGrain>(0);
        var settings = (await grain.GetAsync(0))!;
        Assert.True((await grain.UpdateAsync(settings with { Title = "Устье", Tagline = "Газета", Language = SiteTexts.Pseudo, StoriesPerPage = 2 }, Actor.System)).Saved);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Pages_HaveNoWordOutsideTheResources()
    {
        var (first, second) = (await PublishAsync("Первая"), await PublishAsync("Вторая"));
        for (var i = 0; i < 5; i++) await PublishAsync($"Новость {i}");
        var comment = await _site.CommentAsync(first, "Ада", "Привет");
        await _site.CommentAsync(first, "Боб", "Ответ", comment.Id);
        await _site.UntilLatestKnowsAsync("Ответ");
        var (article, browser) = (_site.Grains.GetGrain<IArticleGrain>(second.Id.Value), _site.NewBrowser());

        foreach (var path in new[]
        {
            "/", "/page/2/", "/category/m/", "/tag/t/", "/author/a/", "/2026/11/", "/2026/", first.Path, $"{first.Path}?replytocom={comment.Id}", $"{first.Path}?replies={comment.Id}",
            $"/comments/{comment.Id}/flag", $"/comments/{comment.Id}/edit", "/?s=", "/?s=%D0%9F%D0%B5%D1%80%D0%B2%D0%B0%D1%8F", "/?s=%D0%BD%D0%B5%D1%82&section=m", "/login", "/login/lost-password", "/setup", "/no-such-page/", "/wp-comments-post.php",
        }) await CheckAsync(path, await browser.GetAsync(path, Cancel));

        await CheckAsync("an empty form", await PostAsync(browser, "/comments", new() { ["comment_post_ID"] = first.Id.ToString() }));
        await CheckAsync("a double", await PostAsync(browser, "/comments", new() { ["comment_post_ID"] = first.Id.ToString(), ["author"] = "Ада", ["email"] = "ада@example.org", ["comment"] = "Привет" }));
        await CheckAsync("a flag without reason", await PostAsync(browser, $"/comments/{comment.Id}/flag", []));
        await CheckAsync("a flag", await PostAsync(browser, $"/comments/{comment.Id}/flag", new() { ["reason"] = "spam" }));
        await CheckAsync("an edit", await PostAsync(browser, $"/comments/{comment.Id}/edit", new() { ["comment"] = "Да", ["version"] = "1" }));
        await CheckAsync("a wrong login", await PostAsync(browser, "/login", new() { ["login"] = "х", ["password"] = "у" }));

        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(1, Stories.Editor)));
        await CheckAsync("a withdrawn story", await browser.GetAsync(second.Path, Cancel));
    }

    [Fact]
    public async Task Feeds_HaveNoTitleOutsideTheResources()
    {
        var story = await PublishAsync("Первая");
        var comment = await _site.CommentAsync(story, "Ада", "Привет");
        await _site.CommentAsync(story, "Боб", "Ответ", comment.Id);
        await _site.UntilLatestKnowsAsync("Ответ");
        foreach (var path in new[] { "/feed/", "/comments/feed/", story.Path + "feed/" })
        {
            var feed = System.Xml.Linq.XDocument.Parse(await _site.NewBrowser().GetStringAsync(path, Cancel));
            foreach (var title in feed.Descendants("title")) Assert.False(PlainWords.Has(title.Value), $"{path}: {title.Value}");
        }
    }

    /// <summary>The checker itself: a page that has such a word is found out.</summary>
    [Theory]
    [InlineData("<p>Ïñ ŕéþļý ţö</p>", 0)]
    [InlineData("<p>In reply to</p>", 3)]
    [InlineData("<img alt='A picture'>", 1)]
    [InlineData("<button aria-label='Close'></button>", 1)]
    [InlineData("<script>let word;</script><p data-id='word'></p>", 0)]
    public void Checker_FindsPlainWords_WhereReadersMeetThem(string html, int words) => Assert.Equal(words, PlainWords.In(html).Count());

    private async Task<PublishedArticle> PublishAsync(string title) => await _site.PublishAsync(new()
    {
        Title = title, Slug = $"s{Guid.NewGuid():N}", Body = "Текст", Section = new("m", "Море"), Tags = [new("t", "Тема")], Authors = [new("a", "Анна"), new("b", "Борис"), new("v", "Вера")],
        Dateline = "Берег",
    });

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, Dictionary<string, string> form) => browser.PostAsync(path, new FormUrlEncodedContent(form), Cancel);

    private static async Task CheckAsync(string what, HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.OK or >= HttpStatusCode.BadRequest, $"{what}: {answer.StatusCode}");
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(html.Contains("<html", StringComparison.Ordinal), what);
        var words = PlainWords.In(html).Distinct().ToList();
        Assert.True(words.Count == 0, $"{what} says: {string.Join(' ', words)}");
        answer.Dispose();
    }
}
