using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>Notes for colleagues, as a browser without JavaScript shows them.</summary>
public sealed class NotePageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task OlderNotes_AreOneLinkAway_AndTheStoryStaysInWhoseHandsItIs()
    {
        await _site.CreateAsync("edith");
        await _site.CreateAsync("paul", Role.Author);
        var (edith, paul) = (await _site.SignedInAsync("edith"), await _site.SignedInAsync("paul"));
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var (address, article) = (NewsroomPaths.Story(story.Id), _site.Grains.GetGrain<IArticleGrain>(story.Id.Value));
        for (var number = 1; number <= 102; number++) await article.AddNoteAsync(new($"Note {number} <b>", Stories.Editor));
        await article.OpenAsync(Stories.Editor, takeOver: true);

        var newest = await ReadAsync(edith, address);
        Assert.Equal(Enumerable.Range(3, 100).Select(Text), NotesOf(newest));
        Assert.All(newest.QuerySelectorAll(".note-text"), note => Assert.Equal("auto", note.GetAttribute("dir"))); // Whatever the language of the site is.
        var older = Older(newest)!.GetAttribute("href")!;
        var page = await ReadAsync(edith, older);
        Assert.Equal(Enumerable.Range(1, 2).Select(Text), NotesOf(page));
        Assert.Null(Older(page));
        Assert.Equal(address + "#notes", page.QuerySelector(".status-line a")!.GetAttribute("href"));
        Assert.Equal("edda", (await article.GetForEditingAsync(Stories.Editor))!.Lock!.Login);

        foreach (var unknown in new[] { "/notes", "/notes?until=", "/notes?until=AAAAAAAAAAAAAAAAAAAAAA", $"/notes?until={new string('A', 5_000)}" })
            Assert.Equal(HttpStatusCode.NotFound, (await edith.GetAsync(address + unknown, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await paul.GetAsync(older, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await edith.GetAsync(older.Replace($"/{story.Id}/", "/999999/", StringComparison.Ordinal), Cancel)).StatusCode);
    }

    /// <summary>Two clicks on one button.</summary>
    [Fact]
    public async Task Form_ThatIsSentTwice_IsOneNote()
    {
        await _site.CreateAsync("edith");
        var edith = await _site.SignedInAsync("edith");
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var address = NewsroomPaths.Story(story.Id);
        var form = (await ReadAsync(edith, address)).QuerySelector(".new-note")!;
        var action = form.QuerySelector("button")!.GetAttribute("formaction")!;
        var submission = form.QuerySelector("input[name=submission]")!.GetAttribute("value")!;
        for (var time = 0; time < 2; time++) Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(edith, action, ("note", "Is it so?"), ("submission", submission))).Status);
        Assert.Equal(["Is it so?"], NotesOf(await ReadAsync(edith, address)));

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(edith, action, ("note", "Is it so?"))).Status);
        Assert.Equal(["Is it so?", "Is it so?"], NotesOf(await ReadAsync(edith, address)));
    }

    [Fact]
    public async Task Story_WithAHundredNotes_HasNoOlderOnes()
    {
        await _site.CreateAsync("edith");
        var edith = await _site.SignedInAsync("edith");
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        for (var number = 1; number <= 100; number++) await _site.Grains.GetGrain<IArticleGrain>(story.Id.Value).AddNoteAsync(new($"Note {number}", Stories.Editor));

        var page = await ReadAsync(edith, NewsroomPaths.Story(story.Id));

        Assert.Equal(100, NotesOf(page).Count);
        Assert.Null(Older(page));
    }

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"Note {number} <b>");

    private static async Task<IHtmlDocument> ReadAsync(HttpClient browser, string address) => new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));

    private static List<string> NotesOf(IHtmlDocument page) => [.. page.QuerySelectorAll(".note-text").Select(note => note.TextContent)];

    private static AngleSharp.Dom.IElement? Older(IHtmlDocument page) => page.QuerySelector(".notes a[rel=prev]");
}
