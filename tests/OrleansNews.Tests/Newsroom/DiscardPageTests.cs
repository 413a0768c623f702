using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>Throwing drafts away and taking them back, as a browser without JavaScript does.</summary>
public sealed class DiscardPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Story_ThatReadersNeverHad_GoesToTheTrash_AndIsTakenBackFromThere()
    {
        await _site.CreateAsync("cora", Role.Contributor, "Cora");
        var cora = await _site.SignedInAsync("cora");
        var (_, address, _) = await SignInSite.SendAsync(cora, "/newsroom/stories");
        Assert.Empty((await PageAsync(cora, address)).QuerySelectorAll(".discard:not([hidden])")); // There is nothing to throw away.
        await SignInSite.SendAsync(cora, address, ("title", "A false start"), ("body", "x"), ("version", "0"));
        await cora.UntilShownAsync("/newsroom/stories?show=drafts", "A false start", Cancel);

        Assert.Equal((HttpStatusCode.SeeOther, address), await PressAsync(cora, await PageAsync(cora, address), ".discard button"));
        var page = await PageAsync(cora, address);
        Assert.Contains("Cora threw this story away", page.QuerySelector(".notice[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.True(((IHtmlFieldSetElement)page.QuerySelector("#story-form fieldset")!).IsDisabled);
        Assert.Empty(page.QuerySelectorAll(".discard, script[src*=story-editor]"));

        await cora.UntilShownAsync("/newsroom/stories?show=trash", "A false start", Cancel);
        await _site.Article(address).DeliveredAsync();
        foreach (var shelf in StoryShelf.All.Where(shelf => shelf != StoryShelf.Trash))
            Assert.DoesNotContain("A false start", await cora.GetStringAsync($"/newsroom/stories?show={shelf.Key}", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("A false start", await cora.GetStringAsync("/newsroom", Cancel), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PressAsync(cora, await PageAsync(cora, "/newsroom/stories?show=trash"), ".stories form"));
        await cora.UntilShownAsync("/newsroom/stories?show=drafts", "A false start", Cancel);
        Assert.False(((IHtmlFieldSetElement)(await PageAsync(cora, address)).QuerySelector("#story-form fieldset")!).IsDisabled);
    }

    [Fact]
    public async Task Change_ThatNobodyWanted_IsThrownAway_AndReadersAndEditorsSeeTheStoryAsItIs()
    {
        await _site.CreateAsync("edith");
        var edith = await _site.SignedInAsync("edith");
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Body = "As it is." });
        var address = NewsroomPaths.Story(story.Id);
        Assert.Empty((await PageAsync(edith, address)).QuerySelectorAll(".discard:not([hidden])"));
        await SignInSite.SendAsync(edith, address + "/autosave", ("title", story.Title), ("body", "As it is.x"), ("version", "1"), ("format", "Markdown"));

        var stray = await PageAsync(edith, address);
        Assert.Equal((HttpStatusCode.SeeOther, address), await PressAsync(edith, stray, ".discard button"));
        Assert.Equal((HttpStatusCode.SeeOther, address), await PressAsync(edith, stray, ".discard button")); // A second click.
        var page = await PageAsync(edith, address);
        Assert.Equal("As it is.", ((IHtmlTextAreaElement)page.GetElementById("body")!).Value);
        Assert.Empty(page.QuerySelectorAll(".state-change"));
        Assert.False(((IHtmlFieldSetElement)page.QuerySelector("#story-form fieldset")!).IsDisabled);
        await _site.Article(address).DeliveredAsync();
        Assert.DoesNotContain(story.Title, await edith.GetStringAsync("/newsroom/stories?show=trash", Cancel), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PressAsync(edith, page, ".thrown-away button"));
        Assert.Equal("As it is.x", ((IHtmlTextAreaElement)(await PageAsync(edith, address)).GetElementById("body")!).Value);

        // From a page that is older than the draft.
        Assert.Equal(HttpStatusCode.Conflict, (await SignInSite.SendAsync(edith, address + "/discard", ("version", "2"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(edith, address + "/discard")).Status);
    }

    private static async Task<IHtmlDocument> PageAsync(HttpClient browser, string address) => new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));

    // A form, or a button of one that stands elsewhere on the page.
    private static async Task<(HttpStatusCode Status, string Location)> PressAsync(HttpClient browser, IHtmlDocument page, string what)
    {
        var element = page.QuerySelector(what)!;
        var form = element is IHtmlFormElement ? element : page.GetElementById(element.GetAttribute("form")!)!;
        var fields = form.QuerySelectorAll("input[type=hidden][name]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        var (status, location, _) = await SignInSite.SendAsync(browser, element.GetAttribute("formaction") ?? form.GetAttribute("action")!, [.. fields]);
        return (status, location);
    }
}
