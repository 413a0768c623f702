using System.Net;
using System.Text.Json;
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
    public async Task EmbargoedStory_IsNowhere_ForThoseNotAllowed()
    {
        const string secret = "Zanzibarquartz";
        var (mara, jonas) = (await SignedInAsync("mara", Role.Author), await SignedInAsync("jonas", Role.Author));
        var cora = await SignedInAsync("cora", Role.Contributor);
        var address = await BeginAsync(mara);
        var media = (await _site.Grains.NewPictureAsync()).Source.Id;
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(mara, address + "/embargo", Story(secret, $"{secret} is closed.", 0, ("slug", "zanzibarquartz"), ("embargo", "2026-11-23T06:00"), ("lead_image", $"{media}"), ("lead_alt", $"{secret} is closed")))).Status);
        Assert.Contains(secret, await mara.GetStringAsync($"/newsroom/media/{media}", Cancel), StringComparison.Ordinal);
        var id = address.Split('/')[^1];
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(mara, address + "/publish", Story(secret, "x", 2))).Status);

        // The lists know of it: that others do not see it there says something.
        await mara.UntilShownAsync("/newsroom/stories?show=embargoed", secret, Cancel);

        // A change of a published story is as secret as a new one.
        var published = await _site.PublishAsync(Stories.Harbour.Unique());
        var article = _site.Grains.GetGrain<IArticleGrain>(published.Id.Value);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Title = secret, Body = secret }, 1, Stories.Editor)));
        Assert.IsType<ArticleSaved>(await article.EmbargoAsync(new(_site.Cluster.Time.GetUtcNow().AddDays(1), 2, Stories.Editor)));

        string[] addresses =
        [
            "/", "/feed/", "/feed/atom/", "/comments/feed/", "/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml", $"/?p={id}", $"/?s={secret}", $"/api/search?q={secret}", $"/api/articles/{id}/comments",
            $"/api/articles/{id}/live", "/2026/", "/2026/11/", "/2026/11/22/", "/2026/11/22/zanzibarquartz/", "/2026/11/23/zanzibarquartz/", "/2026/11/22/zanzibarquartz/feed/",
            "/2026/11/22/zanzibarquartz/what-changed/", "/category/local/", "/tag/harbour/", "/author/mara-lind/", $"/wp-json/oembed/1.0/embed?url=/2026/11/22/zanzibarquartz/", $"/wp-json/wp/v2/posts/{id}",
            $"/api/comments/counts?articles={id}", published.Path, published.Path + "feed/", published.Path + "what-changed/",
            $"/api/articles/{id}/entries", $"/api/articles/{id}/staff-tools", "/2026/11/22/zanzibarquartz/entry-1/", "/2026/11/22/zanzibarquartz/entries/feed/", address + "/live", address + "/live/1",
            $"/newsroom/media/{media}", $"/newsroom/media/{media}/deletion", $"/api/media/{media}", "/newsroom/media", "/api/media", "/newsroom",
            address, address + "/history", address + "/history?from=1&to=0", "/newsroom/stories", "/newsroom/stories?show=embargoed", "/newsroom/stories?show=all",
        ];
        // A story that readers may find, written after it, is found: the follower of the search has passed the secret one.
        var open = await _site.PublishAsync(Stories.Harbour.Unique() with { Title = "Openharbour", Body = "For everybody." });
        while (!(await _site.NewBrowser().GetStringAsync("/?s=Openharbour", Cancel)).Contains(open.Path, StringComparison.Ordinal))
        {
            _site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancel);
        }

        Assert.Contains("Openharbour", await _site.NewBrowser().GetStringAsync("/feed/", Cancel), StringComparison.Ordinal);
        var others = await Task.WhenAll(SignedInAsync("mo", Role.Moderator), SignedInAsync("otto", Role.Operator), SignedInAsync("sue", Role.Subscriber), ProgramAsync("nils", Role.Author));
        await Task.WhenAll(new[] { _site.NewBrowser(), jonas, cora }.Concat(others).Select(FindsNothingAsync));

        async Task FindsNothingAsync(HttpClient browser)
        {
            foreach (var asked in addresses)
            {
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
                using var answer = await browser.GetAsync(asked, HttpCompletionOption.ResponseHeadersRead, stop.Token);
                if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") Assert.Fail($"{asked} is live.");
                var text = await answer.Content.ReadAsStringAsync(stop.Token);
                Assert.False(text.Replace($"s={secret}", "", StringComparison.Ordinal).Replace($"\"{secret}\"", "", StringComparison.Ordinal).Contains($"{secret} is closed", StringComparison.Ordinal), asked);
                if (!asked.Contains(secret, StringComparison.Ordinal)) Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase) && !asked.Contains("zanzibarquartz", StringComparison.Ordinal), asked);
            }
        }

        foreach (var action in new[] { "", "/preview", "/publish", "/schedule", "/restore", "/autosave", "/take-over", "/review" })
        {
            var (status, _, page) = await SignInSite.SendAsync(jonas, address + action, Story("B", "B", 2, ("revision", "1"), ("at", "2026-11-24T06:00")));
            Assert.True(action == "/preview" || status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Conflict, $"{action}: {status}");
            Assert.DoesNotContain(secret, page, StringComparison.OrdinalIgnoreCase);
        }
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
        Assert.DoesNotContain("Fact check", changes.Body!.TextContent, StringComparison.Ordinal);
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

    private async Task<HttpClient> SignedInAsync(string login, Role role)
    {
        await _site.CreateAsync(login, role);
        return await _site.SignedInAsync(login);
    }

    // What a colleague's program asks for, with an application password.
    private async Task<HttpClient> ProgramAsync(string login, Role role)
    {
        var owner = await _site.CreateAsync(login, role);
        var password = ApplicationPasswords.Create();
        Assert.True(await _site.Grains.GetGrain<IAccountGrain>(login).AddApplicationPasswordAsync("tests", ApplicationPasswords.Hash(password), owner));
        var program = _site.NewBrowser();
        program.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{login}:{password}")));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/media", Cancel)).StatusCode);
        return program;
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
