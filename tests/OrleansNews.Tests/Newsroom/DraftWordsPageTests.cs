using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Newsroom;

/// <summary>What is said when a draft goes out, and moments that are typed: kept until then, whatever is pressed.</summary>
public sealed class DraftWordsPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Plan_ThatIsMoved_KeepsItsCorrection()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Body = "The boats come at four." });
        var address = $"/newsroom/stories/{story.Id}";
        var fields = Story(story.Title, "The boats come at five.", 1, ("at", "2026-11-22T12:30:15"), ("reason", "Fact check"), ("correction", "It is five, not four."));
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address + "/schedule", fields));

        var page = await PageAsync(browser, address);
        var planned = page.QuerySelector(".status-line")!.TextContent;
        Assert.Contains("Fact check", planned, StringComparison.Ordinal);
        Assert.Contains("It is five, not four.", planned, StringComparison.Ordinal);
        Assert.Equal(("Fact check", "It is five, not four.", false), WordsIn(page));

        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address + "/schedule", FieldsOf(page, ("at", "2026-11-22T12:35"))));
        _site.Cluster.Time.Advance(new DateTimeOffset(2026, 11, 22, 12, 35, 1, TimeSpan.Zero) - _site.Cluster.Time.GetUtcNow());
        await Waits.UntilAsync(async () => (await _site.Article(address).GetPublishedAsync(0))!.Revision == 2, "The change did not go out.");
        var correction = Assert.Single((await _site.Article(address).GetPublishedAsync(0))!.Corrections);
        Assert.Equal(("It is five, not four.", false), (correction.Text, correction.ShowsChange));
        Assert.Equal(["", "Fact check"], (await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Revisions.Select(revision => revision.Reason));
        Assert.Equal(("", "", true), WordsIn(await PageAsync(browser, address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/review")]
    [InlineData("/autosave")]
    [InlineData("/embargo")]
    public async Task Correction_ThatIsTypedAndSaved_StandsInTheForm(string button)
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var address = $"/newsroom/stories/{story.Id}";
        (string, string)[] words = [("reason", "Fact check"), ("correction", "It is five, not four."), ("embargo", "2026-11-23T09:00:00")];
        Assert.True(await PostAsync(browser, address + button, Story(story.Title, "Five.", 1, words)) is { Status: HttpStatusCode.SeeOther or HttpStatusCode.OK });

        var page = await PageAsync(browser, address);
        Assert.Equal(("Fact check", "It is five, not four.", false), WordsIn(page));

        // Another correction of the same text is no repetition of the first.
        Assert.True(await PostAsync(browser, address + button, FieldsOf(page, ("correction", "It is six."), ("shows_change", "yes"), ("embargo", "2026-11-23T09:00:00"))) is { Status: HttpStatusCode.SeeOther or HttpStatusCode.OK });
        page = await PageAsync(browser, address);
        Assert.Equal(("Fact check", "It is six.", true), WordsIn(page));
        Assert.Empty((await _site.Article(address).GetPublishedAsync(0))!.Corrections);

        if (button == "/embargo") return;
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/publish", FieldsOf(page))).Status);
        Assert.Equal(("", "", true), WordsIn(await PageAsync(browser, address)));
        Assert.Equal("It is six.", Assert.Single((await _site.Article(address).GetPublishedAsync(0))!.Corrections).Text);
    }

    [Fact]
    public async Task Correction_OfAPlan_ChangesWithIt_AndStandsInTheForm_WhenThePlanIsTakenBack()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var address = $"/newsroom/stories/{story.Id}";
        await PostAsync(browser, address + "/schedule", Story(story.Title, "Five.", 1, ("at", "2026-11-22T12:30:15"), ("correction", "It is five.")));
        await PostAsync(browser, address, FieldsOf(await PageAsync(browser, address), ("correction", "It is six.")));
        Assert.Contains("It is six.", (await PageAsync(browser, address)).QuerySelector(".status-line")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/unschedule", FieldsOf(await PageAsync(browser, address)))).Status);
        var page = await PageAsync(browser, address);
        Assert.Equal("It is six.", WordsIn(page).Correction);
        Assert.DoesNotContain("It is six.", page.QuerySelector(".status-line")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_OfAColleague_StandsBesideOnesOwn_WhenBothSave()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var address = $"/newsroom/stories/{story.Id}";
        Assert.IsType<ArticleSaved>(await _site.Article(address).SaveDraftAsync(new(Stories.Harbour, 1, Stories.Editor, Words: new("", "Theirs.", true))));

        var (status, _, page) = await SignInSite.SendAsync(browser, address, Story(story.Title, "Mine.", 1, ("reason", ""), ("correction", "Mine, too.")));
        Assert.Equal(HttpStatusCode.Conflict, status);
        var both = new HtmlParser().ParseDocument(page);
        Assert.Contains("Theirs.", both.QuerySelector(".their-fields .differs:not(:empty)")!.ParentElement!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine, too.", WordsIn(both).Correction);
    }

    [Fact]
    public async Task Words_OfAnEditor_StayWithTheDraft_ThatAContributorGoesOnWith()
    {
        await _site.CreateAsync("cora", Role.Contributor, "Cora");
        var cora = await _site.SignedInAsync("cora");
        var address = await BeginAsync(cora);
        await PostAsync(cora, address, Story("Hers", "One.", 0));
        Assert.IsType<ArticleSaved>(await _site.Article(address).SaveDraftAsync(new(Stories.Harbour, 1, Stories.Editor, Words: new("Exclusive", "", true))));

        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(cora, address, FieldsOf(await PageAsync(cora, address), ("body", "Two."))));
        // Her form does not ask for them, and what is sent all the same is not taken.
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(cora, address, FieldsOf(await PageAsync(cora, address), ("body", "Three."), ("reason", "Hers"))));
        Assert.Equal(new PublicationWords("Exclusive", "", true), (await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Words);
    }

    [Theory]
    [InlineData("reason", 1_001)]
    [InlineData("correction", 2_001)]
    public async Task Words_ThatAreTooLong_AreNamedAtTheirField(string field, int length)
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var address = $"/newsroom/stories/{story.Id}";
        (string, string)[] words = field == "reason" ? [] : [("reason", "")];
        var (status, _, page) = await SignInSite.SendAsync(browser, address, Story(story.Title, "Five.", 1, [.. words, (field, new string('x', length))]));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("true", new HtmlParser().ParseDocument(page).GetElementById(field)!.GetAttribute("aria-invalid"));
    }

    /// <summary>A moment is typed, and another button than the one beside it is pressed.</summary>
    [Fact]
    public async Task Moment_ThatIsTypedAndNotPlanned_StandsInTheFormAfterItIsSaved_AndPlansNothing()
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var address = await BeginAsync(browser);
        var (status, location) = await PostAsync(browser, address, Story("Later", "Later text.", 0, ("at", "2026-11-22T12:30:15"), ("embargo", "soon")));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        var page = await PageAsync(browser, location);
        Assert.Equal(("2026-11-22T12:30:15", ""), (FieldsOf(page).Single(field => field.Name == "at").Value, FieldsOf(page).Single(field => field.Name == "embargo").Value));
        Assert.Null((await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Schedule);

        (status, location) = await PostAsync(browser, address + "/embargo", FieldsOf(page, ("embargo", "2026-11-22T12:00")));
        Assert.Equal("2026-11-22T12:30:15", FieldsOf(await PageAsync(browser, location)).Single(field => field.Name == "at").Value);
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address + "/schedule", FieldsOf(await PageAsync(browser, location))));
    }

    /// <summary>Who typed that readers must wait, and publishes with the button above, would give them the story at once.</summary>
    [Theory]
    [InlineData("at")]
    [InlineData("embargo")]
    public async Task Publish_WithAMomentThatIsNotSet_IsRefusedAtItsField_AndGivesReadersNothing(string field)
    {
        var browser = await SignedInAsync("edith", Role.Editor);
        var address = await BeginAsync(browser);

        var (status, _, page) = await SignInSite.SendAsync(browser, address + "/publish", Story("Not yet", "Later.", 0, (field, "2026-11-22T12:30:15")));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var input = (IHtmlInputElement)new HtmlParser().ParseDocument(page).GetElementById(field)!;
        Assert.Equal(("true", "2026-11-22T12:30:15"), (input.GetAttribute("aria-invalid"), input.Value));
        Assert.Null(await _site.Article(address).GetPublishedAsync(0));

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(browser, address + "/publish", Story("Not yet", "Now.", 1, (field, "")))).Status);
        Assert.Equal("Not yet", (await _site.Article(address).GetPublishedAsync(0))!.Title);
    }

    private static async Task<IHtmlDocument> PageAsync(HttpClient browser, string address) => new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));

    private static (string Reason, string Correction, bool ShowsChange) WordsIn(IHtmlDocument page) =>
        (((IHtmlInputElement)page.GetElementById("reason")!).Value, ((IHtmlTextAreaElement)page.GetElementById("correction")!).Value, ((IHtmlInputElement)page.GetElementById("shows_change")!).IsChecked);

    // What a browser sends of the form, with what somebody types into it.
    private static (string Name, string Value)[] FieldsOf(IHtmlDocument page, params (string Name, string Value)[] typed)
    {
        var stand = page.QuerySelectorAll("#story-form input[name]:not([type=checkbox]), #story-form textarea[name], #story-form select[name], #story-form input[type=checkbox][checked]").Select(field => (field.GetAttribute("name")!, field switch
        {
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement choice => choice.Value ?? "",
            IHtmlInputElement input => input.Value,
            _ => "",
        }));
        return [.. stand.Where(field => !typed.Any(other => other.Name == field.Item1)), .. typed];
    }

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
