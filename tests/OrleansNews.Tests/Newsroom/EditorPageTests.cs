using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

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
        var browser = await SignedInAsync("mara", Role.Author);
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

    [Fact]
    public async Task Conflict_ShowsBothTexts_AndLosesNeither()
    {
        var (mara, edith) = (await SignedInAsync("mara", Role.Author), await SignedInAsync("edith", Role.Editor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await edith.PostAsync(address + "/take-over", null, Cancel);
        var theirs = Story("Theirs", "Their text.", 1, ("standfirst", "Their standfirst."), ("section", "Their section"), ("tags", "Their tag"), ("authors", "Their author"), ("dateline", "Their town"),
            ("slug", "their-slug"), ("excerpt", "Their excerpt."), ("seo_title", "Their machines"), ("seo_description", "Said by them."), ("live", "OldestFirst"));
        await PostAsync(edith, address, theirs);
        await mara.PostAsync(address + "/take-over", null, Cancel);

        var (status, _, page) = await SignInSite.SendAsync(mara, address, Story("Mine", "My text.", 1));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(("Mine", "My text.", "2"), (Field(page, "title"), Field(page, "body"), Field(page, "version")));
        Assert.Equal("A standfirst.", Field(page, "standfirst"));
        var shown = new HtmlParser().ParseDocument(page);
        Assert.Equal("Their text.", shown.GetElementById("their-body")!.TextContent);
        Assert.Equal(
            ["Theirs", "Their standfirst.", "Their author", "Their section", "Their tag", "Their town", "their-slug", "Their excerpt.", "Their machines", "Said by them.", "Markdown", "yes", "Yes, the oldest entry first"],
            shown.QuerySelectorAll(".their-fields dd").Select(field => field.TextContent));
        Assert.Equal("Their text.", Field(await edith.GetStringAsync(address, Cancel), "body"));

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(mara, address, Story("Mine", "My text and theirs.", 2))).Status);
        Assert.Equal("My text and theirs.", Field(await mara.GetStringAsync(address, Cancel), "body"));
    }

    [Fact]
    public async Task HeldStory_CanBeReadAndTakenOver_AndItsWriterIsTold()
    {
        var (mara, edith) = (await SignedInAsync("mara", Role.Author), await SignedInAsync("edith", Role.Editor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);

        var held = new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel));
        Assert.True(held.QuerySelector("fieldset")!.HasAttribute("disabled"));
        var (status, _, both) = await SignInSite.SendAsync(edith, address, Story("Edith's", "Edith's text.", 1));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("Edith's text.", Field(both, "body"));

        await edith.PostAsync(address + "/take-over", null, Cancel);
        Assert.False(new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel)).QuerySelector("fieldset")!.HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.Conflict, (await mara.PostAsync(address + "/keep-open", null, Cancel)).StatusCode);
        var (autosave, answer) = await AutosaveAsync(mara, address, Story("First", "More.", 1));
        Assert.Equal(HttpStatusCode.Conflict, autosave);
        Assert.True(answer.GetProperty("stop").GetBoolean());
        Assert.Equal("First text.", Field(await edith.GetStringAsync(address, Cancel), "body"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comments_OpenOrClosed_StayAsChosen_ThroughTheForm(bool open)
    {
        var browser = await SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        // A box that is not ticked is not sent.
        var story = Story("A", "One.", 0).Where(field => open || field.Name != "comments_open").ToArray();
        await PostAsync(browser, address, story);

        var box = new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel)).GetElementById("comments_open")!;
        Assert.Equal(open, box.HasAttribute("checked"));
        Assert.Equal(open, (await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Content.CommentsOpen);
    }

    /// <summary>Who has a story open is in memory: with its silo it is forgotten, and the next sign of whoever writes says it again.</summary>
    [Fact]
    public async Task HeldStory_WhoseSiloIsLost_IsHeldAgainByTheNextSignOfItsWriter()
    {
        var (mara, edith) = (await SignedInAsync("mara", Role.Author), await SignedInAsync("edith", Role.Editor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);

        await _site.Article(address).DeactivateAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await mara.PostAsync(address + "/keep-open", null, Cancel)).StatusCode);
        Assert.True(new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel)).QuerySelector("fieldset")!.HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.OK, (await AutosaveAsync(mara, address, Story("First", "More.", 1))).Status);
    }

    /// <summary>A colleague was quicker than that sign: then it is as if they had taken the story over.</summary>
    [Fact]
    public async Task HeldStory_WhoseSiloIsLost_AndThatAColleagueOpens_TellsItsWriter_AndLosesNoText()
    {
        var (mara, edith) = (await SignedInAsync("mara", Role.Author), await SignedInAsync("edith", Role.Editor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);

        await _site.Article(address).DeactivateAsync();
        Assert.False(new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel)).QuerySelector("fieldset")!.HasAttribute("disabled"));

        using var told = await mara.PostAsync(address + "/keep-open", null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, told.StatusCode);
        Assert.True(JsonDocument.Parse(await told.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("stop").GetBoolean());
        var (status, _, both) = await SignInSite.SendAsync(mara, address, Story("Mara's", "Mara's text.", 1));
        Assert.Equal((HttpStatusCode.Conflict, "Mara's text.", "First text."), (status, Field(both, "body"), new HtmlParser().ParseDocument(both).GetElementById("their-body")!.TextContent));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(edith, address, Story("Edith's", "Edith's text.", 1))).Status);
    }

    /// <summary>And she takes it back: with what she wrote meanwhile, knowingly, and from then on it is saved by itself again.</summary>
    [Fact]
    public async Task HeldStory_WhoseSiloIsLost_AndThatAColleagueOpens_IsTakenBackFromThePageOfBothTexts_AndSavedByItselfAgain()
    {
        var (mara, edith) = (await SignedInAsync("mara", Role.Author), await SignedInAsync("edith", Role.Editor, "Edda"));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);
        await _site.Article(address).DeactivateAsync();
        await edith.GetAsync(address, Cancel);

        var (refused, told) = await AutosaveAsync(mara, address, Story("First", "First text and more.", 1));
        Assert.Equal((HttpStatusCode.Conflict, true), (refused, told.GetProperty("stop").GetBoolean()));
        Assert.Equal("Edda has this story now, and nothing is saved by itself any more. Press Save draft: you see both texts, and can take the story over.", told.GetProperty("message").GetString());
        var (_, _, both) = await SignInSite.SendAsync(mara, address, Story("First", "First text and more.", 1));
        var shown = new HtmlParser().ParseDocument(both);
        Assert.StartsWith("Edda has this story open since", shown.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("saved this story while", both, StringComparison.Ordinal);
        Assert.Equal("First text and more.", Field(both, "body"));
        var save = Assert.IsAssignableFrom<IHtmlButtonElement>(shown.GetElementById("save"));
        Assert.Equal("Take over and save my text", save.TextContent);

        // What says nothing of it takes nothing over.
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(mara, address, Story("First", "First text and more.", 1))).Status);
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(mara, address, Story("First", "First text and more.", 1, (save.Name!, save.Value))));

        var (status, saved) = await AutosaveAsync(mara, address, Story("First", "First text and more, and more.", 2));
        Assert.Equal((HttpStatusCode.OK, 3), (status, saved.GetProperty("version").GetInt64()));
        Assert.Equal("First text and more, and more.", Field(await mara.GetStringAsync(address, Cancel), "body"));
        using var late = await edith.PostAsync(address + "/keep-open", null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        // What she wrote in the meantime is met with both texts, as ever.
        var (conflict, _, hers) = await SignInSite.SendAsync(edith, address, Story("Edda's", "Edda's text.", 1));
        Assert.Equal((HttpStatusCode.Conflict, "Edda's text.", "First text and more, and more."), (conflict, Field(hers, "body"), new HtmlParser().ParseDocument(hers).GetElementById("their-body")!.TextContent));
    }

    [Fact]
    public async Task Autosave_SavesFromVersionToVersion_AndNeverOverNewer()
    {
        var browser = await SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        var (_, first) = await AutosaveAsync(browser, address, Story("A", "One.", 0));
        Assert.Equal(1, first.GetProperty("version").GetInt64());
        var (_, second) = await AutosaveAsync(browser, address, Story("A", "One two.", 1));
        Assert.Equal(2, second.GetProperty("version").GetInt64());

        // Its answer was lost: the script sends the same text again, and goes on from there.
        var (_, same) = await AutosaveAsync(browser, address, Story("A", "One two.", 1));
        Assert.Equal((2, false), (same.GetProperty("version").GetInt64(), same.GetProperty("stop").GetBoolean()));

        var (status, late) = await AutosaveAsync(browser, address, Story("A", "Old.", 1));
        Assert.Equal((HttpStatusCode.Conflict, true), (status, late.GetProperty("stop").GetBoolean()));
        Assert.Equal("One two.", Field(await browser.GetStringAsync(address, Cancel), "body"));
    }

    [Theory]
    [InlineData(StorageFault.Before)]
    [InlineData(StorageFault.After)]
    [InlineData(StorageFault.Conflict)]
    public async Task Save_WhoseFirstAttemptFails_IsSavedOnce(StorageFault fault)
    {
        var browser = await SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        await PostAsync(browser, address, Story("A", "One.", 0));
        var article = _site.Article(address);
        await article.DeliveredAsync();
        _site.Cluster.Storage.Arm(StorageOperation.Write, "article", fault);

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address, Story("A", "One two.", 1))).Status);

        var page = await browser.GetStringAsync(address, Cancel);
        Assert.Equal(("2", "One two."), (Field(page, "version"), Field(page, "body")));
    }

    [Theory]
    [InlineData(StorageFault.Before)]
    [InlineData(StorageFault.After)]
    [InlineData(StorageFault.Conflict)]
    public async Task Autosave_WhoseFirstAttemptFails_IsSavedOnce(StorageFault fault)
    {
        var browser = await SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        await AutosaveAsync(browser, address, Story("A", "One.", 0));
        await _site.Article(address).DeliveredAsync();
        _site.Cluster.Storage.Arm(StorageOperation.Write, "article", fault);

        var (status, answer) = await AutosaveAsync(browser, address, Story("A", "One two.", 1));

        Assert.Equal((HttpStatusCode.OK, 2), (status, answer.GetProperty("version").GetInt64()));
        var page = await browser.GetStringAsync(address, Cancel);
        Assert.Equal(("2", "One two."), (Field(page, "version"), Field(page, "body")));
    }

    /// <summary>Opening is no pure reading for the story, which notes who has it; it is asked for again all the same.</summary>
    [Theory]
    [InlineData("IArticleGrain.OpenAsync")]
    [InlineData("IArticleGrain.GetNotesAsync")]
    public async Task Editor_WhoseSiloLeavesMeanwhile_OpensAllTheSame(string lost)
    {
        var browser = await SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        await PostAsync(browser, address, Story("A", "One.", 0));
        var times = 0;
        _site.Cluster.Calls.Instead = context => ClientCalls.NameOf(context) == lost && Interlocked.Increment(ref times) == 1 ? throw new SiloUnavailableException() : context.Invoke();

        var page = await browser.GetStringAsync(address, Cancel);

        Assert.Equal("One.", Field(page, "body"));
        Assert.Equal(2, times);
    }

    [Fact]
    public async Task Save_WhileTheStoreIsAway_KeepsWhatWasTyped_AndSaysSo()
    {
        var browser = await SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        await PostAsync(browser, address, Story("A", "One.", 0));
        await _site.Article(address).DeliveredAsync();
        _site.Cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.Before, times: 2);

        var (status, _, page) = await SignInSite.SendAsync(browser, address, Story("A", "One two three.", 1));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(("1", "One two three."), (Field(page, "version"), Field(page, "body")));
        Assert.Contains("Your text stands here", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address, Story("A", "One two three.", 1))).Status);
    }

    [Fact]
    public async Task Stories_OfOthers_AreClosedToAuthors_AndPublishingToContributors()
    {
        var (mara, jonas, cora) = (await SignedInAsync("mara", Role.Author), await SignedInAsync("jonas", Role.Author), await SignedInAsync("cora", Role.Contributor));
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
        var browser = await SignedInAsync("mara", Role.Author);
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
        var browser = await SignedInAsync("mara", role);
        var form = (IHtmlFormElement)new HtmlParser().ParseDocument(await browser.GetStringAsync(await BeginAsync(browser), Cancel)).GetElementById("story-form")!;

        var pressed = (IHtmlButtonElement)form.QuerySelector("button:not([type=button])")!;

        Assert.Equal(("submit", false, false), (pressed.Type, pressed.HasAttribute("formaction"), pressed.IsDisabled));
        Assert.Contains(form.QuerySelectorAll("button[formaction]"), button => button.GetAttribute("formaction") == form.GetAttribute("action") + "/review");
    }

    [Fact]
    public async Task Headline_WithAnEnterInIt_IsOneLine()
    {
        var browser = await SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address, Story("Two\r\nlines", "Text.", 0))).Status);
        Assert.Equal("Two lines", Field(await browser.GetStringAsync(address, Cancel), "title"));
    }

    [Fact]
    public async Task ImportedStory_StaysHtml_AndKeepsTheAddressesOfItsTerms()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Format = BodyFormat.Html, Body = "<p>Old</p>\n", Tags = [new("t-1", "Old, tag"), new("t-2", "Other")], Authors = [new("a-9", "Ann")] });
        var browser = await SignedInAsync("edith", Role.Editor);
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
        var browser = await SignedInAsync("edith", Role.Editor);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(browser, $"/newsroom/stories/{story.Id}/withdraw", ("version", "7"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, $"/newsroom/stories/{story.Id}/withdraw", ("version", "1"), ("reason", "Wrong harbour"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await _site.NewBrowser().GetAsync(story.Path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Preview_BesideTheText_IsSanitised()
    {
        var browser = await SignedInAsync("cora", Role.Contributor);
        var (status, _, html) = await SignInSite.SendAsync(browser, "/newsroom/stories/text", ("body", "**Bold**<script>alert(1)</script><img src=x onerror=alert(1)>"), ("format", "Markdown"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<strong>Bold</strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_ThatWereNeverGivenOut_AreNoStories()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/newsroom/stories/1999999999", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/newsroom/stories/99999999999999999999999", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(browser, "/newsroom/stories/1999999999", Story("A", "B", 0))).Status);
    }

    private async Task<HttpClient> SignedInAsync(string login, Role role, string name = "Edith")
    {
        await _site.CreateAsync(login, role, name);
        return await _site.SignedInAsync(login);
    }

    private static async Task<string> BeginAsync(HttpClient browser)
    {
        var (status, address, _) = await SignInSite.SendAsync(browser, "/newsroom/stories");
        Assert.Equal(HttpStatusCode.SeeOther, status);
        return address;
    }

    private static (string Name, string Value)[] Story(string title, string body, long version, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["title"] = title, ["body"] = body, ["version"] = $"{version}", ["standfirst"] = "A standfirst.", ["section"] = "Travel / Ferries", ["tags"] = "Boats, Islands",
            ["authors"] = "Edith", ["seo_title"] = "For machines", ["seo_description"] = "Said to machines.", ["comments_open"] = "yes", ["format"] = "Markdown",
        };
        foreach (var (name, value) in more) fields[name] = value;
        return [.. fields.Select(field => (field.Key, field.Value))];
    }

    private static async Task<(HttpStatusCode Status, string Location)> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var (status, location, _) = await SignInSite.SendAsync(browser, path, fields);
        return (status, location);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> AutosaveAsync(HttpClient browser, string address, (string Name, string Value)[] fields)
    {
        var (status, _, json) = await SignInSite.SendAsync(browser, address + "/autosave", fields);
        return (status, JsonDocument.Parse(json).RootElement);
    }

    private static string Field(string page, string name) => new HtmlParser().ParseDocument(page).QuerySelector($"#story-form [name={name}]") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement choice => choice.Value ?? "",
        IHtmlInputElement input => input.Value,
        _ => "",
    };
}
