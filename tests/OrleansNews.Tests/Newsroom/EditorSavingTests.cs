using System.Net;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using static OrleansNews.Newsroom.StoryForms;

namespace OrleansNews.Newsroom;

/// <summary>Saving, by hand and by the script: from version to version, and once.</summary>
public sealed class EditorSavingTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site = new(1000) { Cluster = new() { Sections = ["Local", "Travel / Ferries"] } };

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Conflict_ShowsBothTexts_AndLosesNeither()
    {
        var (mara, edith) = (await _site.SignedInAsync("mara", Role.Author), await _site.SignedInAsync("edith", Role.Editor));
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
    public async Task Autosave_SavesFromVersionToVersion_AndNeverOverNewer()
    {
        var browser = await _site.SignedInAsync("mara", Role.Author);
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
        var browser = await _site.SignedInAsync("mara", Role.Author);
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
        var browser = await _site.SignedInAsync("mara", Role.Author);
        var address = await BeginAsync(browser);
        await AutosaveAsync(browser, address, Story("A", "One.", 0));
        await _site.Article(address).DeliveredAsync();
        _site.Cluster.Storage.Arm(StorageOperation.Write, "article", fault);

        var (status, answer) = await AutosaveAsync(browser, address, Story("A", "One two.", 1));

        Assert.Equal((HttpStatusCode.OK, 2), (status, answer.GetProperty("version").GetInt64()));
        var page = await browser.GetStringAsync(address, Cancel);
        Assert.Equal(("2", "One two."), (Field(page, "version"), Field(page, "body")));
    }

    [Fact]
    public async Task Save_WhileTheStoreIsAway_KeepsWhatWasTyped_AndSaysSo()
    {
        var browser = await _site.SignedInAsync("mara", Role.Author);
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
}
