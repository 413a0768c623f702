using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Media;

namespace OrleansNews.Newsroom;

/// <summary>Scheduling, embargoes, corrections and the history over HTTP.</summary>
public sealed class PlanningPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Story_IsSavedAndScheduledAtOnce_OnTheNewspapersClock_AndTakenBack()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var address = await BeginAsync(browser);
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address + "/schedule", Story("Later", "Later text.", 0, ("at", "2026-11-22T12:30:15"))));
        var article = _site.Article(address);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 30, 15, TimeSpan.Zero), (await article.GetForEditingAsync(Stories.Editor))!.Schedule!.At);
        await browser.UntilShownAsync("/newsroom/stories?show=scheduled", "Later", Cancel);
        Assert.Contains("value=\"2026-11-22T12:30:15\"", await browser.GetStringAsync(address, Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/unschedule", Story("Later", "Later text.", 2))).Status);
        Assert.Null((await article.GetForEditingAsync(Stories.Editor))!.Schedule);
    }

    /// <summary>Whoever stops a story may have begun to tear it up: the plan goes first, and the text is a draft again.</summary>
    [Fact]
    public async Task Plan_IsTakenBack_WhateverStandsInTheForm_AndOnlyOverTheTextThatItsWriterSaw()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var address = await BeginAsync(browser);
        await PostAsync(browser, address + "/schedule", Story("Later", "Later text.", 0, ("at", "2026-11-22T12:30:15")));
        var article = _site.Article(address);

        for (var time = 0; time < 2; time++) Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address + "/unschedule", Story("", "Not like this.", 2)));
        var stopped = (await article.GetForEditingAsync(Stories.Editor))!;
        Assert.Equal((null, "", "Not like this."), (stopped.Schedule, stopped.Content.Title, stopped.Content.Body));

        // What a colleague saved behind it is not written over when the button comes once more.
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(stopped.Content with { Body = "A colleague's." }, stopped.Version, Stories.Editor)));
        var (status, _, page) = await SignInSite.SendAsync(browser, address + "/unschedule", Story("", "Not like this.", 2));
        Assert.Equal("A colleague's.", (await article.GetForEditingAsync(Stories.Editor))!.Content.Body);
        Assert.NotEqual(HttpStatusCode.SeeOther, status);
        Assert.Contains("Not like this.", page, StringComparison.Ordinal);
    }

    /// <summary>Two clicks on one button, or a page that did not come and is asked for again.</summary>
    [Fact]
    public async Task Form_ThatIsSentTwice_PlansAndPublishesOnce_AndShowsNoConflict()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var address = await BeginAsync(browser);
        var done = (HttpStatusCode.SeeOther, address + "?saved");
        for (var time = 0; time < 2; time++) Assert.Equal(done, await PostAsync(browser, address + "/schedule", Story("Later", "Later text.", 0, ("at", "2026-11-22T12:30:15"))));
        var planned = (await _site.Article(address).GetForEditingAsync(Stories.Editor))!;
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 30, 15, TimeSpan.Zero), planned.Schedule!.At);

        for (var time = 0; time < 2; time++) Assert.Equal(done, await PostAsync(browser, address + "/publish", Story("Later", "Now.", planned.Version, ("reason", "It is now"))));
        Assert.Single((await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Revisions);

        var (status, _, page) = await SignInSite.SendAsync(browser, address + "/publish", Story("Later", "Another text.", planned.Version));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Another text.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-11-22T08:00")]
    [InlineData("9999-12-31T23:59:59")]
    [InlineData("")]
    public async Task Moment_ThatCannotBe_IsNamedAtItsField(string at)
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var address = await BeginAsync(browser);
        var (status, _, page) = await SignInSite.SendAsync(browser, address + "/schedule", Story("Later", "Later text.", 0, ("at", at)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("true", new HtmlParser().ParseDocument(page).GetElementById("at")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Correction_IsADatedNote_InPageAndJsonLd_AndItsChangeCanBeRead()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Body = "The boats come at four.\n\nThe rest is right." });
        var address = $"/newsroom/stories/{story.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await _site.NewBrowser().GetAsync(story.Path + "what-changed/", Cancel)).StatusCode);

        var fields = Story(story.Title, "The boats come at five.\n\nThe rest is right.", 1, ("correction", "The boats come at <five>, not at four."), ("shows_change", "yes"), ("reason", "Fact check"));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/publish", fields)).Status);

        var page = new HtmlParser().ParseDocument(await _site.NewBrowser().GetStringAsync(story.Path, Cancel));
        Assert.Contains("The boats come at <five>, not at four.", page.QuerySelector(".corrections p")!.TextContent, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        var correction = json.RootElement.GetProperty("@graph")[0].GetProperty("correction")[0];
        Assert.Equal(("CorrectionComment", "The boats come at <five>, not at four."), (correction.GetProperty("@type").GetString(), correction.GetProperty("text").GetString()));
        Assert.StartsWith("2026-11-22T", correction.GetProperty("datePublished").GetString(), StringComparison.Ordinal);

        var changes = new HtmlParser().ParseDocument(await _site.NewBrowser().GetStringAsync(page.QuerySelector(".corrections a")!.GetAttribute("href")!, Cancel));
        Assert.Equal(("four", "five"), (changes.QuerySelector(".changed-text del")!.TextContent, changes.QuerySelector(".changed-text ins")!.TextContent));
        Assert.Contains("The boats come at fourfive.\n\nThe rest is right.", changes.QuerySelector(".changed-text")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Fact check", changes.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A name under a picture is as often wrong as one in the text.</summary>
    [Theory]
    [InlineData("title")]
    [InlineData("standfirst")]
    [InlineData("body")]
    [InlineData("authors")]
    [InlineData("dateline")]
    [InlineData("lead_alt")]
    [InlineData("lead_caption")]
    [InlineData("lead_credit")]
    public async Task Correction_OfOneField_ShowsReadersWhatChangedInIt(string field)
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var address = await BeginAsync(browser);
        var picture = (await _site.Grains.NewPictureAsync()).Source.Id;
        (string Name, string Value)[] fields =
        [
            ("title", "Unlike"), ("standfirst", "Unlike"), ("body", "Unlike"), ("authors", "Unlike"), ("dateline", "Unlike"), ("lead_image", $"{picture}"), ("lead_alt", "Unlike"), ("lead_caption", "Unlike"),
            ("lead_credit", "Unlike"), ("slug", "the-same"), ("format", "Markdown"), ("shows_change", "yes"),
        ];
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/publish", [.. fields, ("version", "0")])).Status);
        (string, string)[] mended = [.. fields.Where(other => other.Name != field), (field, "Mended"), ("version", "1"), ("correction", "It was unlike.")];
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/publish", mended)).Status);

        var path = (await _site.Article(address).GetPublishedAsync(0))!.Path;
        var changes = await PageAsync(_site.NewBrowser(), path + "what-changed/");
        Assert.Equal(("Unlike", "Mended"), (Assert.Single(changes.QuerySelectorAll("del")).TextContent.Trim(), Assert.Single(changes.QuerySelectorAll("ins")).TextContent.Trim()));
    }

    [Fact]
    public async Task Correction_ThatMustNotRepeatTheMistake_ShowsNoChange()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Body = "Mr Libel is a thief." });
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, $"/newsroom/stories/{story.Id}/publish", Story(story.Title, "Nothing.", 1, ("correction", "A claim was wrong.")))).Status);
        Assert.DoesNotContain("what-changed", await _site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.NewBrowser().GetAsync(story.Path + "what-changed/", Cancel)).StatusCode);
        Assert.Null(await _site.Grains.GetGrain<IArticleGrain>(story.Id.Value).GetCorrectedAsync(2));
    }

    [Fact]
    public async Task History_ComparesRevisions_AndRestoringOneMakesANewOne_AndKeepsTheDraft()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Body = "First text." });
        var address = $"/newsroom/stories/{story.Id}";
        await PostAsync(browser, address + "/publish", Story(story.Title, "Second text.", 1, ("reason", "Better")));
        await PostAsync(browser, address, Story(story.Title, "A draft of the third.", 2));

        var history = new HtmlParser().ParseDocument(await browser.GetStringAsync(address + "/history?from=1&to=2", Cancel));
        Assert.Contains("Better", history.QuerySelector(".revisions")!.TextContent, StringComparison.Ordinal);
        var body = history.QuerySelectorAll(".changed-text")[^1];
        Assert.Equal(("First", "Second"), (body.QuerySelector("del")!.TextContent, body.QuerySelector("ins")!.TextContent));

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(browser, address + "/restore", ("version", "1"), ("revision", "1"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/restore", ("version", "3"), ("revision", "1"))).Status);
        Assert.Contains("First text.", await _site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        var stored = (await _site.Grains.GetGrain<IArticleGrain>(story.Id.Value).GetForEditingAsync(Stories.Editor))!;
        // What was only saved is no revision: readers never had it.
        Assert.Equal(["", "Better", "Revision 1 was restored"], stored.Revisions.Select(revision => revision.Reason));
        Assert.Equal((true, "A draft of the third."), (stored.HasDraft, stored.Content.Body));
    }

    private static async Task<IHtmlDocument> PageAsync(HttpClient browser, string address) => new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));

    private async Task<HttpClient> SignedInAsync(string login, Role role)
    {
        await _site.CreateAsync(login, role);
        return await _site.SignedInAsync(login);
    }

    private static async Task<string> BeginAsync(HttpClient browser) => (await PostAsync(browser, "/newsroom/stories")).Location;

    private static (string Name, string Value)[] Story(string title, string body, long version, params (string Name, string Value)[] more) =>
        [("title", title), ("body", body), ("version", $"{version}"), ("format", "Markdown"), ("comments_open", "yes"), .. more];

    private static async Task<(HttpStatusCode Status, string Location)> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var (status, location, _) = await SignInSite.SendAsync(browser, path, fields);
        return (status, location);
    }
}
