using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using static OrleansNews.Newsroom.StoryForms;

namespace OrleansNews.Newsroom;

/// <summary>Writing over HTTP, as a browser without JavaScript does, and what the script asks beside it.</summary>
public sealed class EditorPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site = new(1000) { Cluster = new() { Sections = ["Local", "Travel / Ferries"] } };

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Story_IsBegunSavedPreviewedAndPublished_WithoutScript()
    {
        var browser = await _site.SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        Assert.Equal("0", Field(await browser.GetStringAsync(address, Cancel), "version"));

        var draft = Story("The ferry stops", "No boat until *Monday*.", 0);
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address, draft));
        Assert.DoesNotContain("The ferry stops", await _site.NewBrowser().GetStringAsync("/", Cancel), StringComparison.Ordinal);

        var (_, _, preview) = await SignInSite.SendAsync(browser, address + "/preview", Story("The ferry stops", "No boat until *Tuesday*.", 1));
        Assert.Contains("No boat until <em>Tuesday</em>.", preview, StringComparison.Ordinal);

        var page = await browser.GetStringAsync(address, Cancel);
        Assert.Equal(("1", "Edith", "Travel / Ferries"), (Field(page, "version"), Field(page, "authors"), Field(page, "section")));
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address + "/publish", Story("The ferry stops", "No boat until *Monday*.", 1)));

        var story = await _site.NewBrowser().GetStringAsync("/2026/11/22/the-ferry-stops/", Cancel);
        Assert.Contains("No boat until <em>Monday</em>.", story, StringComparison.Ordinal);
        Assert.Contains("<p class=\"standfirst\" dir=\"auto\">A standfirst.</p>", story, StringComparison.Ordinal);
        Assert.Contains("<title>For machines – ", story, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"description\" content=\"Said to machines.\"", story, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comments_OpenOrClosed_StayAsChosen_ThroughTheForm(bool open)
    {
        var browser = await _site.SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        // A box that is not ticked is not sent.
        var story = Story("A", "One.", 0).Where(field => open || field.Name != "comments_open").ToArray();
        await PostAsync(browser, address, story);

        var box = new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel)).GetElementById("comments_open")!;
        Assert.Equal(open, box.HasAttribute("checked"));
        Assert.Equal(open, (await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Content.CommentsOpen);
    }

    /// <summary>Opening is no pure reading for the story, which notes who has it; it is asked for again all the same.</summary>
    [Theory]
    [InlineData("IArticleGrain.OpenAsync")]
    [InlineData("IArticleGrain.GetNotesAsync")]
    public async Task Editor_WhoseSiloLeavesMeanwhile_OpensAllTheSame(string lost)
    {
        var browser = await _site.SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        await PostAsync(browser, address, Story("A", "One.", 0));
        var times = 0;
        _site.Cluster.Calls.Instead = context => ClientCalls.NameOf(context) == lost && Interlocked.Increment(ref times) == 1 ? throw new SiloUnavailableException() : context.Invoke();

        var page = await browser.GetStringAsync(address, Cancel);

        Assert.Equal("One.", Field(page, "body"));
        Assert.Equal(2, times);
    }

    [Fact]
    public async Task Stories_OfOthers_AreClosedToAuthors_AndPublishingToContributors()
    {
        var (mara, jonas, cora) = (await _site.SignedInAsync("mara", Role.Author), await _site.SignedInAsync("jonas", Role.Author), await _site.SignedInAsync("cora", Role.Contributor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("A secret", "Secret text.", 0));
        await mara.UntilShownAsync("/newsroom/stories?show=mine", "A secret", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, (await jonas.GetAsync(address, Cancel)).StatusCode);
        var (refused, _, page) = await SignInSite.SendAsync(jonas, address, Story("B", "B.", 1));
        Assert.Equal(HttpStatusCode.Forbidden, refused);
        Assert.DoesNotContain("Secret text.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A secret", await jonas.GetStringAsync("/newsroom/stories", Cancel), StringComparison.Ordinal);

        var own = await BeginAsync(cora);
        Assert.Equal((HttpStatusCode.SeeOther, own + "?saved"), await PostAsync(cora, own + "/review", Story("For you", "Please.", 0)));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(cora, own + "/publish", Story("For you", "Please.", 1))).Status);
        Assert.DoesNotContain("/publish\"", await cora.GetStringAsync(own, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_AreNamedAtTheirFields_AndWhatWasTypedStays()
    {
        var browser = await _site.SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        var (status, _, page) = await SignInSite.SendAsync(browser, address + "/publish", Story("", "Text & <b>more</b>.", 0, ("slug", "Not a slug")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var document = new HtmlParser().ParseDocument(page);
        Assert.Equal("true", document.GetElementById("title")!.GetAttribute("aria-invalid"));
        Assert.Equal("true", document.GetElementById("slug")!.GetAttribute("aria-invalid"));
        Assert.Equal("Text & <b>more</b>.", Field(page, "body"));
    }

    /// <summary>A browser presses the first button of a form for Enter in one of its fields.</summary>
    [Theory]
    [InlineData(Role.Contributor)]
    [InlineData(Role.Editor)]
    public async Task Enter_InAFieldOfTheEditor_Saves(Role role)
    {
        var browser = await _site.SignedInAsync("mara", role);
        var form = (IHtmlFormElement)new HtmlParser().ParseDocument(await browser.GetStringAsync(await BeginAsync(browser), Cancel)).GetElementById("story-form")!;

        var pressed = (IHtmlButtonElement)form.QuerySelector("button:not([type=button])")!;

        Assert.Equal(("submit", false, false), (pressed.Type, pressed.HasAttribute("formaction"), pressed.IsDisabled));
        Assert.Contains(form.QuerySelectorAll("button[formaction]"), button => button.GetAttribute("formaction") == form.GetAttribute("action") + "/review");
    }

    [Fact]
    public async Task Headline_WithAnEnterInIt_IsOneLine()
    {
        var browser = await _site.SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address, Story("Two\r\nlines", "Text.", 0))).Status);
        Assert.Equal("Two lines", Field(await browser.GetStringAsync(address, Cancel), "title"));
    }

    [Fact]
    public async Task ImportedStory_StaysHtml_AndKeepsTheAddressesOfItsTerms()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Format = BodyFormat.Html, Body = "<p>Old</p>\n", Tags = [new("t-1", "Old, tag"), new("t-2", "Other")], Authors = [new("a-9", "Ann")] });
        var browser = await _site.SignedInAsync("edith", Role.Editor);
        var address = $"/newsroom/stories/{story.Id}";
        var page = await browser.GetStringAsync(address, Cancel);
        Assert.Equal(("Html", "<p>Old</p>\n"), (Field(page, "format"), Field(page, "body")));

        await PostAsync(browser, address, Story("New headline", "<p>New</p>", 1, ("format", "Html"), ("tags", Field(page, "tags")), ("authors", "Ann, Bob"), ("section", "Local")));

        var content = (await _site.Grains.GetGrain<IArticleGrain>(story.Id.Value).GetForEditingAsync(Stories.Editor))!.Content;
        Assert.Equal(["t-1", "t-2"], content.Tags.Select(tag => tag.Slug));
        Assert.Equal(["a-9", "bob"], content.Authors.Select(author => author.Slug));
        Assert.Equal((BodyFormat.Html, "local"), (content.Format, content.Section!.Slug));
        Assert.Contains("Old", await _site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_TakesTheStoryFromReaders()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var browser = await _site.SignedInAsync("edith", Role.Editor);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(browser, $"/newsroom/stories/{story.Id}/withdraw", ("version", "7"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, $"/newsroom/stories/{story.Id}/withdraw", ("version", "1"), ("reason", "Wrong harbour"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await _site.NewBrowser().GetAsync(story.Path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Preview_BesideTheText_IsSanitised()
    {
        var browser = await _site.SignedInAsync("cora", Role.Contributor);
        var (status, _, html) = await SignInSite.SendAsync(browser, "/newsroom/stories/text", ("body", "**Bold**<script>alert(1)</script><img src=x onerror=alert(1)>"), ("format", "Markdown"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<strong>Bold</strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_ThatWereNeverGivenOut_AreNoStories()
    {
        var browser = await _site.SignedInAsync("edith", Role.Editor);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/newsroom/stories/1999999999", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/newsroom/stories/99999999999999999999999", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(browser, "/newsroom/stories/1999999999", Story("A", "B", 0))).Status);
    }
}
