using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>Every field of the editor: what is typed is stored, stands in the form again, and is in the history.</summary>
public sealed class EditorFieldsTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    // Each with a value of its own, so that none can stand for another.
    private static readonly (string Name, string Value)[] _typed =
    [
        ("title", "The ferry stops"), ("standfirst", "Until Monday."), ("body", "No boat."), ("slug", "ferry-stops"), ("authors", "Mara Lind, Jonas Beck"), ("dateline", "COBB"), ("section", "Travel / Ferries"),
        ("tags", "Boats, Strikes"), ("excerpt", "In short."), ("seo_title", "For machines"), ("seo_description", "Said to machines."), ("format", "Html"), ("live", "OldestFirst"),
        ("lead_alt", "A quay"), ("lead_caption", "The quay on Friday."), ("lead_credit", "Ann Ives"),
    ];

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Field_ThatIsTyped_IsStored_StandsInTheFormAgain_AndInTheHistory()
    {
        await _site.CreateAsync("edith");
        var edith = await _site.SignedInAsync("edith");
        var picture = (await Media.TestPictures.NewPictureAsync(_site.Grains)).Source.Id;
        var (_, address, _) = await SignInSite.SendAsync(edith, "/newsroom/stories");
        (string Name, string Value)[] fields = [.. _typed, ("lead_image", $"{picture}")];

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(edith, address + "/publish", [.. fields, ("version", "0"), ("reason", "First")])).Status);

        var editor = new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel));
        foreach (var (name, value) in fields) Assert.Equal((name, value), (name, ValueOf(editor, name)));
        Assert.False(((IHtmlInputElement)editor.GetElementById("comments_open")!).IsChecked); // It was not sent, and so is not ticked.
        var article = _site.Article(address);
        var revision = StoryFields.From((await article.GetRevisionAsync(1, Stories.Editor))!);
        Assert.Equal(StoryFields.From((await article.GetForEditingAsync(Stories.Editor))!.Content), revision);
        Assert.Equal(["mara-lind", "jonas-beck"], (await article.GetPublishedAsync(0))!.Authors.Select(author => author.Slug));
    }

    /// <summary>Between two revisions, and between a draft and a colleague's, every field that differs is named with both values, and no other.</summary>
    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Field_ThatAloneChanged_IsComparedInTheHistory_AndBesideAColleaguesText(string field, string value, string label, string shown)
    {
        await _site.CreateAsync("edith");
        var edith = await _site.SignedInAsync("edith");
        var picture = (await Media.TestPictures.NewPictureAsync(_site.Grains)).Source.Id;
        var (_, address, _) = await SignInSite.SendAsync(edith, "/newsroom/stories");
        (string Name, string Value)[] fields = [.. _typed, ("lead_image", $"{picture}"), ("comments_open", "yes")];
        (string Name, string Value)[] other = [.. fields.Where(typed => typed.Name != field), (field, value)];

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(edith, address + "/publish", [.. fields, ("version", "0")])).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(edith, address + "/publish", [.. other, ("version", "1")])).Status);
        var history = new HtmlParser().ParseDocument(await edith.GetStringAsync(address + "/history?from=1&to=2", Cancel));
        Assert.DoesNotContain("Nothing is different.", history.Body!.TextContent, StringComparison.Ordinal);
        var changed = Assert.Single(history.QuerySelectorAll("h3"), heading => heading.NextElementSibling!.QuerySelector("ins, del") is not null);
        Assert.Equal(label, changed.TextContent);
        Assert.Contains(shown, changed.NextElementSibling!.TextContent, StringComparison.Ordinal);

        var (status, _, page) = await SignInSite.SendAsync(edith, address, [.. fields, ("version", "1")]);
        Assert.Equal(HttpStatusCode.Conflict, status);
        if (field == "body") return; // It stands beside one's own, whole.
        var differs = Assert.Single(new HtmlParser().ParseDocument(page).QuerySelectorAll(".their-fields .differs"));
        Assert.Equal(label, differs.PreviousElementSibling!.TextContent);
        Assert.Contains(shown, differs.TextContent, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> Changes { get; } = new()
    {
        { "title", "Another", "Headline", "Another" }, { "standfirst", "Another", "Standfirst", "Another" }, { "body", "Another", "Story", "Another" }, { "slug", "another", "Address, empty to make it from the headline", "another" },
        { "authors", "Mara Lind", "Byline, names with commas between", "Mara Lind" }, { "dateline", "ANOTHER", "Dateline", "ANOTHER" }, { "section", "Travel", "Section", "Travel" }, { "tags", "Boats", "Tags, with commas between", "Boats" },
        { "excerpt", "Another", "Excerpt for listings and feeds", "Another" }, { "seo_title", "Another", "Title for search engines", "Another" }, { "seo_description", "Another", "Description for search engines", "Another" }, { "format", "Markdown", "Written in", "Markdown" },
        { "live", "NewestFirst", "Live story", "newest" }, { "lead_alt", "Another", "Lead image", "Another" }, { "lead_caption", "Another", "Lead image", "Another" }, { "lead_credit", "Another", "Lead image", "Another" },
        { "comments_open", "", "Readers may comment", "no" },
    };

    private static string ValueOf(IHtmlDocument page, string name) => page.GetElementById(name) switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement choice => choice.Value!,
        IHtmlInputElement input => input.Value,
        _ => $"no field {name}",
    };
}
