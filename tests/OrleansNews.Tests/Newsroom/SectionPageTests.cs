using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Sections in the editor: those that there are can be chosen, and a new one is made by nobody who only mistypes.</summary>
public sealed class SectionPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site = new(1000) { Cluster = new() { Sections = [] } };
    private HttpClient _mara = null!;
    private HttpClient _edith = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.CreateAsync("mara", Role.Author);
        await _site.CreateAsync("edith", Role.Editor);
        _mara = await _site.SignedInAsync("mara");
        _edith = await _site.SignedInAsync("edith");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("/review")]
    [InlineData("/publish")]
    [InlineData("/schedule")]
    public async Task Unknown_TypedByAnAuthor_IsRefusedInItsField_AndNothingTypedIsLost(string action)
    {
        var address = await BeginAsync(_mara);

        var refused = await SignInSite.SendAsync(_mara, address + action, [.. Story("Cultre", 0), ("at", "2026-11-23T12:00:00")]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var page = new HtmlParser().ParseDocument(refused.Page);
        var field = (IHtmlInputElement)page.GetElementById("section")!;
        Assert.Equal(("Cultre", "true"), (field.Value, field.GetAttribute("aria-invalid")));
        Assert.Contains("Cultre", page.GetElementById("section-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("The ferry stops", ((IHtmlTextAreaElement)page.GetElementById("title")!).Value);
        Assert.Equal("No boat until *Monday*.", ((IHtmlTextAreaElement)page.GetElementById("body")!).Value);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.NewBrowser().GetAsync("/category/cultre/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Unknown_TypedByAnEditor_IsANewSection_WhichAuthorsThenHaveAndAreOffered()
    {
        var address = await BeginAsync(_edith);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_edith, address + "/publish", Story("Culture / Stage", 0))).Status);

        var mine = await BeginAsync(_mara);
        await Waits.UntilAsync(async () => (await OfferedAsync(_mara, mine)).Contains("Culture / Stage"), "The new section is offered to nobody.");
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_mara, mine + "/publish", Story("CULTURE / stage", 0))).Status);

        // As it is called, however an author writes it.
        Assert.Equal("Culture / Stage", Field(await _mara.GetStringAsync(mine, Cancel), "section"));
    }

    [Fact]
    public async Task Offered_AreThoseOfTheNavigationFirst_ThenThoseOfStories_EachOnce()
    {
        await _site.PublishAsync(Stories.Harbour.Unique() with { Section = Term.Nested("Yards / Boats") });
        var site = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await site.UpdateAsync((await site.GetAsync(0))! with { Sections = [Term.Named("World"), Term.Nested("Politics/Local")!] }, Actor.System)).Saved);
        var mine = await BeginAsync(_mara);

        await Waits.UntilAsync(async () => (await OfferedAsync(_mara, mine)) is ["World", "Politics / Local", "News", "Yards", "Yards / Boats"], "The sections are not offered in their order.");

        foreach (var (section, version) in new[] { ("World", 0), ("Politics", 1), ("Yards", 2), ("News", 3), ("", 4) })
            Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_mara, mine, Story(section, version))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(_mara, mine, Story("World / Boats", 5))).Status);
    }

    [Fact]
    public async Task Unknown_InWhatTheScriptSaves_StaysInItsField_AndTheRestIsSaved()
    {
        var address = await BeginAsync(_mara);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_mara, address, Story("News", 0))).Status);

        using var saved = await _mara.PostAsync(address + "/autosave", Form([.. Story("Cultre", 1).Where(field => field.Item1 != "body"), ("body", "No boat until Tuesday.")]), Cancel);

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var answer = JsonDocument.Parse(await saved.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Contains("Cultre", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(answer.GetProperty("stop").GetBoolean());
        var page = await _mara.GetStringAsync(address, Cancel);
        Assert.Equal(("No boat until Tuesday.", "News"), (Area(page, "body"), Field(page, "section")));
    }

    // The address of this one is not what its name would give: taken for a new section, it would be a second one.
    [Theory]
    [InlineData("", "edith")]
    [InlineData("/publish", "edith")]
    [InlineData("/schedule", "mara")]
    [InlineData("/review", "mara")]
    public async Task Section_ThatCannotBeLookedUp_IsToBeSentAgain_AndBecomesNoOther(string action, string login)
    {
        await PublishOystersAsync();
        var browser = login == "edith" ? _edith : _mara;
        var address = (await SignInSite.SendAsync(browser, "/newsroom/stories")).Location;
        SilenceSections();

        using var held = await browser.PostAsync(address + action, Form([.. Story("Oysters", 0), ("at", "2026-11-23T12:00:00")]), Cancel);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (held.StatusCode, held.Headers.RetryAfter is not null));
        var text = await held.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(("Oysters", "No boat until *Monday*."), (Field(text, "section"), Area(text, "body")));
        Assert.Contains("cannot be checked now", new HtmlParser().ParseDocument(text).GetElementById("section-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await _site.Article(address).GetForEditingAsync(Stories.Editor));
        // What the navigation has needs no looking up.
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(browser, address, Story("News", 0))).Status);

        _site.Cluster.Calls.Instead = null;
        await Waits.UntilAsync(async () => (await SignInSite.SendAsync(browser, address, Story("Oysters", 1))).Status == HttpStatusCode.SeeOther, "The section is never looked up again.");
        Assert.Equal("oyster-beds", (await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Content.Section!.Slug);
    }

    [Fact]
    public async Task Section_ThatCannotBeLookedUp_StaysInItsField_AndTheScriptSavesTheRest()
    {
        await PublishOystersAsync();
        var address = await BeginAsync(_edith);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_edith, address, Story("News", 0))).Status);
        // A front end that has not been told yet.
        using var edith = _site.NewBrowser(await _site.StartAnotherFrontEndAsync());
        using var signedIn = await SignInSite.LogInAsync(edith, "edith", SignInSite.Password);
        SilenceSections();

        using var changed = await edith.PostAsync(address + "/autosave", Form(Story("Oysters", 1, "No boat until Tuesday.")), Cancel);
        using var same = await edith.PostAsync(address + "/autosave", Form(Story("News", 2, "No boat until Wednesday.")), Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (changed.StatusCode, same.StatusCode));
        Assert.Contains("The section cannot be checked now", await changed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("section", await same.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var stored = (await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Content;
        Assert.Equal(("No boat until Wednesday.", "news"), (stored.Body, stored.Section!.Slug));
    }

    [Fact]
    public async Task SectionThatThereIsNot_OfAStoryThatHasItAlready_StaysWhileItsAuthorWrites()
    {
        var address = await BeginAsync(_mara);
        await SignInSite.SendAsync(_mara, address, Story("", 0));
        await _edith.PostAsync(address + "/take-over", null, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_edith, address, Story("Oysters", 1))).Status);
        await _mara.PostAsync(address + "/take-over", null, Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_mara, address, Story("Oysters", 2, "Closed season."))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(_mara, address, Story("Oystres", 3))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_mara, address + "/publish", Story("Oysters", 3))).Status);
    }

    [Fact]
    public async Task Grain_TakesANewSectionFromImportsAndEditors_AndFromNobodyElse()
    {
        var oysters = Term.Named("Oysters");
        foreach (var actor in new[] { Stories.Author, Stories.Contributor })
        {
            var article = await _site.Grains.NewArticleAsync();
            var refused = Assert.IsType<ArticleInvalid>(await article.SaveDraftAsync(new(Stories.Harbour with { Section = oysters }, 0, actor)));
            Assert.Equal(("section", "unknown_section", "Oysters"), (Assert.Single(refused.Errors).Field, refused.Errors[0].Code, refused.Errors[0].Detail));
        }

        Assert.IsType<ArticleInvalid>(await (await _site.Grains.NewArticleAsync()).PublishAsync(new(Stories.Harbour.Unique() with { Section = oysters }, 0, Stories.Author)));
        foreach (var (actor, section) in new[] { (Stories.Editor, "Crabs"), (Actor.System, "Oysters") })
            await (await _site.Grains.NewArticleAsync()).PublishedAsync(Stories.Harbour.Unique() with { Section = Term.Named(section) }, actor: actor);
        Assert.IsType<ArticleSaved>(await (await _site.Grains.NewArticleAsync()).PublishAsync(new(Stories.Harbour.Unique() with { Section = oysters }, 0, Stories.Author)));
    }

    // Not in the navigation.
    private async Task PublishOystersAsync()
    {
        await _site.PublishAsync(Stories.Harbour.Unique() with { Section = new("oyster-beds", "Oysters") });
        var site = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await site.UpdateAsync((await site.GetAsync(0))! with { Sections = [Term.Named("News")] }, Actor.System)).Saved);
    }

    private void SilenceSections() => _site.Cluster.Calls.Instead = call =>
        ClientCalls.NameOf(call) == "IListingGrain.ReadAsync" && call.TargetId.Key.ToString()!.StartsWith("category/", StringComparison.Ordinal) ? throw new TimeoutException("The section does not answer.") : call.Invoke();

    private static (string, string)[] Story(string section, long version, string body = "No boat until *Monday*.") =>
        [("title", "The ferry stops"), ("body", body), ("format", "Markdown"), ("section", section), ("version", $"{version}"), ("comments_open", "yes")];

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<string> BeginAsync(HttpClient browser) => (await SignInSite.SendAsync(browser, "/newsroom/stories")).Location;

    private static async Task<IReadOnlyList<string>> OfferedAsync(HttpClient browser, string address) =>
        [.. new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel)).QuerySelectorAll("#sections option").Select(option => option.GetAttribute("value")!)];

    private static string Field(string page, string name) => ((IHtmlInputElement)new HtmlParser().ParseDocument(page).GetElementById(name)!).Value;

    private static string Area(string page, string name) => ((IHtmlTextAreaElement)new HtmlParser().ParseDocument(page).GetElementById(name)!).Value;
}
