using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>Drafts that were saved before, in the history of a story.</summary>
public sealed class SavedDraftPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task History_ShowsDraftsThatWereSavedBefore_ComparesThem_AndMakesOneTheDraftAgain()
    {
        await _site.CreateAsync("edith");
        var browser = await _site.SignedInAsync("edith");
        var (_, address, _) = await SignInSite.SendAsync(browser, "/newsroom/stories");
        await PostAsync(browser, address, ("title", "Unread"), ("body", "First text."), ("version", "0"));
        await PostAsync(browser, address, ("title", "Unread"), ("body", "Second text."), ("version", "1"));

        var row = Assert.Single((await PageAsync(browser, address + "/history")).QuerySelectorAll(".saved-drafts li"));
        Assert.Contains("Edith", row.TextContent, StringComparison.Ordinal);
        var body = (await PageAsync(browser, row.QuerySelector("a")!.GetAttribute("href")!)).QuerySelectorAll(".changed-text")[^1];
        Assert.Equal(("First", "Second"), (body.QuerySelector("del")!.TextContent, body.QuerySelector("ins")!.TextContent));

        var fields = row.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToArray();
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(browser, address + "/take-saved", fields));
        Assert.Equal("First text.", (await _site.Article(address).GetForEditingAsync(Stories.Editor))!.Content.Body);
        Assert.Equal(2, (await PageAsync(browser, address + "/history")).QuerySelectorAll(".saved-drafts li").Length); // The second can be read now as well.

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(browser, address + "/take-saved", [.. fields.Where(field => field.Item1 != "version"), ("version", "1")])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(browser, address + "/take-saved", ("version", "3"), (HistoryForms.Saved, "AAAAAAAAAAAAAAAAAAAAAA"))).Status);
    }

    private static async Task<IHtmlDocument> PageAsync(HttpClient browser, string address) => new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));

    private static async Task<(HttpStatusCode Status, string Location)> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var (status, location, _) = await SignInSite.SendAsync(browser, path, fields);
        return (status, location);
    }
}
