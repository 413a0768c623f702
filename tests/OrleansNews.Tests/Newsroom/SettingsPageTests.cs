using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>The settings of the newspaper as an administrator's browser without JavaScript meets them.</summary>
public sealed class SettingsPageTests : IAsyncLifetime
{
    private const string General = "/newsroom/settings";
    private const string Permalinks = General + "/permalinks";
    private const string Sections = General + "/sections";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site = new(1000) { Cluster = new() { ConfigureSilo = silo => silo.Services.Configure<SiteOptions>(options => options.Address = "https://fixed.example.org") } };
    private HttpClient _ann = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.CreateAsync("ann", Role.Administrator);
        _ann = await _site.SignedInAsync("ann");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task General_AllOfThem_AreShownSavedAndShownAgain_AndReadersSeeThem()
    {
        var fields = await FieldsAsync(General);
        Assert.Equal(("The Estuary", "UTC", "10"), (fields["title"], fields["timeZone"], fields["storiesPerPage"]));
        var wanted = new Dictionary<string, string>
        {
            ["version"] = fields["version"], ["title"] = "Die Elbe", ["tagline"] = "Zwei Ufer, eine Zeitung", ["language"] = "de", ["timeZone"] = "Europe/Berlin", ["storiesPerPage"] = "7", ["discourageSearchEngines"] = "1",
        };

        var saved = await SendAsync(General, wanted);

        Assert.Equal((HttpStatusCode.SeeOther, "/newsroom/settings?saved"), (saved.Status, saved.Location));
        Assert.Contains("role=\"status\"", await _ann.GetStringAsync(saved.Location, Cancel), StringComparison.Ordinal);
        var shown = await FieldsAsync(General);
        foreach (var (field, value) in wanted.Where(field => field.Key != "version")) Assert.Equal(value, shown[field]);
        var settings = await SettingsAsync();
        Assert.Equal(("Die Elbe", "Zwei Ufer, eine Zeitung", "de", "Europe/Berlin", 7, true), (settings.Title, settings.Tagline, settings.Language, settings.TimeZone, settings.StoriesPerPage, settings.DiscourageSearchEngines));
        var front = await _site.NewBrowser().GetStringAsync("/", Cancel);
        Assert.Contains("<html lang=\"de\"", front, StringComparison.Ordinal);
        Assert.Contains("Zwei Ufer, eine Zeitung", front, StringComparison.Ordinal);
        Assert.Contains("noindex, nofollow", front, StringComparison.Ordinal);
    }

    [Fact]
    public async Task General_WithFaults_IsRefusedAtEachField_AndKeepsWhatWasTyped()
    {
        var fields = await FieldsAsync(General);

        var refused = await SendAsync(General, new(fields) { ["title"] = " ", ["language"] = "English!", ["timeZone"] = "Atlantis/Harbour", ["storiesPerPage"] = "many", ["tagline"] = "Kept" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var page = new HtmlParser().ParseDocument(refused.Page);
        Assert.Equal(["#title", "#language", "#timeZone", "#storiesPerPage"], page.QuerySelectorAll("#error-summary a").Select(link => link.GetAttribute("href")));
        var zone = (IHtmlInputElement)page.GetElementById("timeZone")!;
        Assert.Equal(("Atlantis/Harbour", "true", "timeZone-hint timeZone-error"), (zone.Value, zone.GetAttribute("aria-invalid"), zone.GetAttribute("aria-describedby")));
        Assert.Equal("Kept", ((IHtmlInputElement)page.GetElementById("tagline")!).Value);
        Assert.Equal("", (await SettingsAsync()).Tagline);
    }

    [Fact]
    public async Task General_ThatASecondAdministratorChangedMeanwhile_IsNotOverwritten_UntilWhoComesLateSawIt()
    {
        await _site.CreateAsync("bob", Role.Administrator);
        var bob = await _site.SignedInAsync("bob");
        var (ann, version) = (await FieldsAsync(General), (await SettingsAsync()).Version);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(General, new(ann) { ["tagline"] = "Bob's line" }, bob)).Status);

        var late = await SendAsync(General, new(ann) { ["tagline"] = "Ann's line" });

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var page = new HtmlParser().ParseDocument(late.Page);
        Assert.Equal("Ann's line", ((IHtmlInputElement)page.GetElementById("tagline")!).Value);
        Assert.Contains("Bob's line", page.GetElementById("tagline-hint")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.GetElementById("title-hint"));
        Assert.Equal("Bob's line", (await SettingsAsync()).Tagline);

        var again = ((IHtmlInputElement)page.QuerySelector("input[name=version]")!).Value;
        Assert.Equal($"{version + 1}", again);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(General, new(ann) { ["version"] = again, ["tagline"] = "Ann's line" })).Status);
        Assert.Equal("Ann's line", (await SettingsAsync()).Tagline);
    }

    [Fact]
    public async Task General_ThatTheConfigurationFixes_IsShownAndCannotBeChanged()
    {
        var page = new HtmlParser().ParseDocument(await _ann.GetStringAsync(General, Cancel));
        var address = (IHtmlInputElement)page.GetElementById("address")!;
        Assert.Equal(("https://fixed.example.org", true), (address.Value, address.IsDisabled));
        Assert.Contains("Site:Address", page.GetElementById("address-hint")!.TextContent, StringComparison.Ordinal);
        Assert.False(((IHtmlInputElement)page.GetElementById("title")!).IsDisabled);

        // Sent all the same, by something that is no browser.
        var sent = await SendAsync(General, new(await FieldsAsync(General)) { ["address"] = "https://other.example.org" });

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Equal("https://fixed.example.org", (await SettingsAsync()).Address);
    }

    [Fact]
    public async Task Permalinks_AreChosenOrTyped_StoriesMove_AndWhatCannotWorkIsRefused()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var fields = await FieldsAsync(Permalinks);
        Assert.Equal(PermalinkPattern.Default, fields["choice"]);

        var refused = await SendAsync(Permalinks, new(fields) { ["choice"] = "custom", ["permalinks"] = "/%year%/" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var page = new HtmlParser().ParseDocument(refused.Page);
        Assert.Equal("#permalinks", Assert.Single(page.QuerySelectorAll("#error-summary a")).GetAttribute("href"));
        Assert.Equal("/%year%/", ((IHtmlInputElement)page.GetElementById("permalinks")!).Value);
        Assert.Equal("custom", ((IHtmlInputElement)page.QuerySelector("input[name=choice]:checked")!).Value);

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(Permalinks, new(fields) { ["choice"] = "custom", ["permalinks"] = "/story/%postname%/" })).Status);
        await _site.Grains.GetGrain<ISiteGrain>(0).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        using var former = await _site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/story/{story.Path.Split('/')[^2]}/"), (former.StatusCode, former.Headers.Location?.ToString()));

        fields = await FieldsAsync(Permalinks);
        Assert.Equal(("custom", "/story/%postname%/"), (fields["choice"], fields["permalinks"]));
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(Permalinks, new(fields) { ["choice"] = "/%postname%/" })).Status);
        Assert.Equal(["/story/%postname%/", PermalinkPattern.Default], (await SettingsAsync()).FormerPermalinks);
        Assert.Contains("/story/%postname%/", await _ann.GetStringAsync(Permalinks, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sections_Nested_AndWithAddressesOfTheirOwn_AreInTheNavigation_InTheirOrder()
    {
        var fields = await FieldsAsync(Sections);
        Assert.Equal("", fields["sections"]);

        var saved = await SendAsync(Sections, new(fields) { ["sections"] = "World\r\n\r\nPolitics / Around here = politics/local\r\nSea & shore", ["defaultSection"] = "World" });

        Assert.Equal((HttpStatusCode.SeeOther, "/newsroom/settings/sections?saved"), (saved.Status, saved.Location));
        var settings = await SettingsAsync();
        Assert.Equal(["world", "politics/local", "sea-shore"], settings.Sections.Select(section => section.Path));
        Assert.Equal("world", settings.DefaultSection.Path);
        Assert.Equal("World\nPolitics / Around here = politics/local\nSea & shore", (await FieldsAsync(Sections))["sections"]);
        var front = new HtmlParser().ParseDocument(await _site.NewBrowser().GetStringAsync("/", Cancel));
        Assert.Equal(
            [("World", "/category/world/"), ("Around here", "/category/politics/local/"), ("Sea & shore", "/category/sea-shore/")],
            front.QuerySelectorAll("nav.sections a").Select(link => (link.TextContent, link.GetAttribute("href")!)));
    }

    [Theory]
    [InlineData("World\n!!!", "Line 2")]
    [InlineData("A/B/C/D/E", "Line 1")]
    [InlineData("Politics / Local = local", "Line 1")]
    [InlineData("World = World News", "Line 1")]
    [InlineData("World\nWorld", "once")]
    public async Task Sections_WithAFault_AreRefusedWithTheLine_AndKeepWhatWasTyped(string typed, string says)
    {
        var refused = await SendAsync(Sections, new(await FieldsAsync(Sections)) { ["sections"] = typed });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var page = new HtmlParser().ParseDocument(refused.Page);
        Assert.Contains(says, page.GetElementById("sections-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, ((IHtmlTextAreaElement)page.GetElementById("sections")!).Value);
        Assert.Empty((await SettingsAsync()).Sections);
    }

    [Theory]
    [InlineData(General)]
    [InlineData(Permalinks)]
    public async Task Settings_AreClosedToEditors_AndToOtherSites(string path)
    {
        await _site.CreateAsync("edith", Role.Editor);
        var edith = await _site.SignedInAsync("edith");
        var fields = await FieldsAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, (await edith.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(path, fields, edith)).Status);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields), Headers = { { "Origin", "https://evil.example" }, { "Sec-Fetch-Site", "cross-site" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await _ann.SendAsync(foreign, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Sections_AreChangedByEditors_WhoFindThemInTheNavigation_AndNotByAuthors()
    {
        await _site.CreateAsync("edith", Role.Editor);
        await _site.CreateAsync("mara", Role.Author);
        var (edith, mara) = (await _site.SignedInAsync("edith"), await _site.SignedInAsync("mara"));

        Assert.Equal([Sections], await LinksAsync(edith));
        Assert.Equal([General], await LinksAsync(_ann));
        Assert.Empty(await LinksAsync(mara));
        var page = new HtmlParser().ParseDocument(await edith.GetStringAsync(Sections, Cancel));
        Assert.Null(page.QuerySelector("nav.settings-pages"));
        Assert.Equal("page", page.QuerySelector($".newsroom-nav a[href='{Sections}']")!.GetAttribute("aria-current"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(Sections, new(await FieldsAsync(Sections)) { ["sections"] = "World", ["title"] = "Not hers" }, edith)).Status);

        var settings = await SettingsAsync();
        Assert.Equal(("world", "The Estuary"), (Assert.Single(settings.Sections).Path, settings.Title));
        Assert.Equal(HttpStatusCode.Forbidden, (await mara.GetAsync(Sections, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Sections, await FieldsAsync(Sections), mara)).Status);

        async Task<IEnumerable<string>> LinksAsync(HttpClient browser) => new HtmlParser().ParseDocument(await browser.GetStringAsync("/newsroom", Cancel))
            .QuerySelectorAll(".newsroom-nav a").Select(link => link.GetAttribute("href")!).Where(link => link.StartsWith(General, StringComparison.Ordinal));
    }

    private async Task<SiteSettings> SettingsAsync() => (await _site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!;

    private Task<(HttpStatusCode Status, string Location, string Page)> SendAsync(string path, Dictionary<string, string> fields, HttpClient? browser = null) =>
        SignInSite.SendAsync(browser ?? _ann, path, [.. fields.Select(field => (field.Key, field.Value))]);

    // What a browser would send.
    private async Task<Dictionary<string, string>> FieldsAsync(string path)
    {
        var form = new HtmlParser().ParseDocument(await _ann.GetStringAsync(path, Cancel)).QuerySelector("form.desk-settings")!;
        return form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => !input.IsDisabled && (input.Type is not ("checkbox" or "radio") || input.IsChecked)).Select(input => (input.Name!, input.Value))
            .Concat(form.QuerySelectorAll("textarea").OfType<IHtmlTextAreaElement>().Select(area => (area.Name!, area.Value)))
            .ToDictionary(field => field.Item1, field => field.Item2);
    }
}
