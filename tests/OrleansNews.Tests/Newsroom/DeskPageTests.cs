using System.Net;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>The desk: what is to do, as far as somebody may know it.</summary>
public sealed class DeskPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Desk_ShowsWhatIsDueInReviewInHandAndGoneOut_AndWhoIsCalled()
    {
        await _site.CreateAsync("edith");
        await _site.CreateAsync("cora", Role.Contributor);
        var (edith, cora) = (await _site.SignedInAsync("edith"), await _site.SignedInAsync("cora"));
        var published = await _site.PublishAsync(Stories.Harbour.Unique());
        var due = await BeginAsync(edith, "/schedule", "Due at noon", ("at", "2026-11-22T12:00"));
        var review = await BeginAsync(cora, "/review", "Look at this");
        await BeginAsync(edith, "", "Still written");
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(edith, review + "/notes", ("note", "Where is the quote, @cora?"))).Status);

        var desk = new HtmlParser().ParseDocument(await edith.GetStringAsync("/newsroom", Cancel));
        string Section(string id) => desk.QuerySelector($"[aria-labelledby='{id}']")?.TextContent ?? "";
        Assert.Contains("Due at noon", Section("due-title"), StringComparison.Ordinal);
        Assert.Contains("12:00:00", Section("due-title"), StringComparison.Ordinal);
        Assert.Contains("Look at this", Section("review-title"), StringComparison.Ordinal);
        Assert.Contains("Still written", Section("hands-title"), StringComparison.Ordinal);
        Assert.DoesNotContain("Due at noon", Section("hands-title"), StringComparison.Ordinal);
        Assert.Contains(published.Title, Section("out-title"), StringComparison.Ordinal);
        Assert.Contains("0 waiting", Section("comments-title"), StringComparison.Ordinal);
        Assert.Equal("", Section("calls-title"));

        var hers = await cora.GetStringAsync("/newsroom", Cancel);
        Assert.Contains("Colleagues call you", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("Due at noon", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("comments-title", hers, StringComparison.Ordinal);
        Assert.Contains("Where is the quote, @cora?", await cora.GetStringAsync(review, Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(cora, review + "/seen")).Status);
        Assert.DoesNotContain("Colleagues call you", await cora.GetStringAsync("/newsroom", Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await SignInSite.SendAsync(cora, due + "/notes", ("note", "Let me in"))).Status);
    }

    [Fact]
    public async Task Desk_CountsTheCommentsThatWait_AndLeadsToThem()
    {
        await _site.CreateAsync("edith");
        var edith = await _site.SignedInAsync("edith");
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.DiscussAsync(discussion => discussion with { RequirePreviouslyApproved = true });
        await _site.CommentAsync(story, "Ann", "Held until somebody looks.");

        var desk = new HtmlParser().ParseDocument(await edith.UntilShownAsync("/newsroom", "<b>1</b>", Cancel));

        var link = desk.QuerySelector("[aria-labelledby='comments-title'] a")!;
        Assert.StartsWith("1 ", link.TextContent, StringComparison.Ordinal);
        Assert.Contains("Held until somebody looks.", await edith.GetStringAsync(link.GetAttribute("href"), Cancel), StringComparison.Ordinal);
    }

    /// <summary>What went out is shown to all who write: each can follow every link of it.</summary>
    [Theory]
    [InlineData(Role.Contributor)]
    [InlineData(Role.Author)]
    [InlineData(Role.Editor)]
    public async Task Story_ThatWentOut_CanBeOpened_ByWhomeverItIsShownTo(Role role)
    {
        await _site.CreateAsync("nora", role);
        var nora = await _site.SignedInAsync("nora");
        var story = await _site.PublishAsync(Stories.Harbour.Unique());

        foreach (var page in new[] { "/newsroom", "/newsroom/stories?show=published" })
        {
            var document = new HtmlParser().ParseDocument(await nora.GetStringAsync(page, Cancel));
            var link = document.QuerySelectorAll("a").First(link => link.TextContent == story.Title).GetAttribute("href")!;
            Assert.Equal(role == Role.Editor, link.StartsWith("/newsroom/stories/", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, (await nora.GetAsync(link, Cancel)).StatusCode);
        }
    }

    [Theory]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Subscriber)]
    public async Task Desk_IsForThoseWhoWrite(Role role)
    {
        await _site.CreateAsync("mo", role);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _site.SignedInAsync("mo")).GetAsync("/newsroom", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _site.NewBrowser().GetAsync("/newsroom", Cancel)).StatusCode);
    }

    // Begins a story, and waits until the desk knows it.
    private async Task<string> BeginAsync(HttpClient browser, string action, string title, params (string Name, string Value)[] more)
    {
        var (_, address, _) = await SignInSite.SendAsync(browser, "/newsroom/stories");
        var (status, _, _) = await SignInSite.SendAsync(browser, address + action, [("title", title), ("body", "Text."), ("version", "0"), ("format", "Markdown"), .. more]);
        Assert.Equal(HttpStatusCode.SeeOther, status);
        await _site.Article(address).DeliveredAsync();
        return address;
    }
}
