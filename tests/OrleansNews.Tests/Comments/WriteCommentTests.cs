using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Newsroom;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Where only those who are logged in may comment, they can; and what others typed is not lost.</summary>
public sealed class WriteCommentTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;
    private PublishedArticle _story = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        await _site.DiscussAsync(settings => settings with { RequireLogin = true, RequirePreviouslyApproved = false, FloodSeconds = 0 });
        _story = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.NewBrowser().UntilShownAsync(_story.Path, "must-log-in", Cancel);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task LinkOfTheStory_LeadsThroughTheLogin_ToAFormThatPosts()
    {
        await _site.CreateAsync("sam", Role.Subscriber, "Sam Reed");
        var browser = _site.NewBrowser();
        var story = await ReadAsync(browser, _story.Path);
        Assert.Null(story.GetElementById("commentform"));
        var link = story.QuerySelector(".must-log-in a")!.GetAttribute("href")!;
        using var stranger = await browser.GetAsync(link, Cancel);
        Assert.Equal((HttpStatusCode.Redirect, "/login?returnUrl=" + Uri.EscapeDataString(link)), (stranger.StatusCode, stranger.Headers.Location!.OriginalString));

        using var loggedIn = await SignInSite.LogInAsync(browser, "sam", SignInSite.Password);
        using var answer = await browser.GetAsync(link, Cancel);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(page.QuerySelectorAll(".must-log-in"));
        var form = page.QuerySelectorAll("#commentform [name]").OfType<IHtmlInputElement>().Where(field => field.Type != "checkbox").ToDictionary(field => field.Name!, field => field.Value);
        Assert.Equal(("Sam Reed", "sam@example.org"), (form["author"], form["email"]));

        var (status, location, _) = await SignInSite.SendAsync(browser, "/comments", [.. form.Select(field => (field.Key, field.Value)), ("comment", "I am let in.")]);

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.StartsWith(_story.Path, location, StringComparison.Ordinal);
        var read = (await _site.Grains.GetGrain<ICommentThreadGrain>(_story.Id.Value).ReadPageAsync(new ThreadPageQuery { Limit = 10 })).Items;
        Assert.Equal("I am let in.", Assert.Single(read).Text.Trim());
    }

    [Fact]
    public async Task Words_OfWhoIsNotLoggedIn_StandInTheFormThatIsSentAgain()
    {
        var (status, _, page) = await SignInSite.SendAsync(
            _site.NewBrowser(), "/comments", ("comment_post_ID", $"{_story.Id}"), ("author", "Ada"), ("email", "ada@example.org"), ("comment", "Typed & <kept>"));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        var shown = Parse(page);
        Assert.Equal("Typed & <kept>", shown.QuerySelector("#commentform textarea")!.TextContent.Trim());
        Assert.Equal($"/comments/write?story={_story.Id}", shown.QuerySelector(".must-log-in a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task WhoeverIsLoggedIn_IsNotToldToLogIn_WhenAWordIsMissing()
    {
        await _site.CreateAsync("sam", Role.Subscriber, "Sam Reed");

        var (status, _, page) = await SignInSite.SendAsync(await _site.SignedInAsync("sam"), "/comments", ("comment_post_ID", $"{_story.Id}"), ("author", "Sam"), ("email", "sam@example.org"), ("comment", " "));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotNull(Parse(page).GetElementById("commentform"));
        Assert.Empty(Parse(page).QuerySelectorAll(".must-log-in"));
    }

    [Fact]
    public async Task Form_NamesTheCommentThatIsAnswered_AndNoneOfAnotherStory()
    {
        await _site.CreateAsync("sam", Role.Subscriber, "Sam Reed");
        var sam = await _site.SignedInAsync("sam");
        var (here, elsewhere) = (await PostAsync(_story), await PostAsync(await _site.PublishAsync(Stories.Harbour.Unique())));

        Assert.Equal(here, await ParentAsync(here));
        Assert.Equal("0", await ParentAsync(elsewhere));
        Assert.Equal("0", await ParentAsync("999999999999"));
        Assert.Equal(HttpStatusCode.NotFound, (await sam.GetAsync("/comments/write?story=1999999999", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await sam.GetAsync("/comments/write?story=x", Cancel)).StatusCode);

        async Task<string> PostAsync(PublishedArticle story)
        {
            var (_, location, _) = await SignInSite.SendAsync(sam, "/comments", ("comment_post_ID", $"{story.Id}"), ("author", "Sam"), ("email", "sam@example.org"), ("comment", "Hello."));
            return location[(location.LastIndexOf("#comment-", StringComparison.Ordinal) + 9)..];
        }

        async Task<string?> ParentAsync(string id) => (await ReadAsync(sam, $"/comments/write?story={_story.Id}&replytocom={id}")).GetElementById("comment_parent")!.GetAttribute("value");
    }

    private static async Task<IDocument> ReadAsync(HttpClient browser, string address) => Parse(await browser.GetStringAsync(address, Cancel));

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
