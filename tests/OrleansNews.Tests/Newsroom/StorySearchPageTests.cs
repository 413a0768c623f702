using System.Net;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Search;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>The newsroom's list of stories, searched as WordPress's "Search Posts" does, without JavaScript.</summary>
public sealed class StorySearchPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;
    private HttpClient _edith = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        await _site.CreateAsync("edith", Role.Editor);
        _edith = await _site.SignedInAsync("edith");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Stories_InHand_AreFoundByHeadlineAndByWhoSavedThem_WhateverCaseAndAccents()
    {
        await SaveAsync("The Café at the mole", Stories.Author);
        await SaveAsync("The mole is closed", Stories.Contributor);
        await SaveAsync("Another day", Stories.Author);

        Assert.Equal(["The Café at the mole"], await FindAsync("q=CAFE+mole"));
        Assert.Equal(["The Café at the mole", "The mole is closed"], (await FindAsync("q=mole")).Order());
        Assert.Equal(["The mole is closed"], await FindAsync("q=mole+vest"));
        Assert.Equal(["The mole is closed"], await FindAsync("show=drafts&q=closed"));
        Assert.Empty(await FindAsync("show=review&q=mole"));
        Assert.Contains("No story here has these words.", await _edith.GetStringAsync("/newsroom/stories?q=nowhere", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stories_ThatReadersSee_AreFoundByTheirTextAndTheirSection()
    {
        var (oysters, sport) = ($"Oysters {Guid.NewGuid():N}", $"Sport {Guid.NewGuid():N}");
        await _site.PublishAsync(new() { Title = oysters, Body = "Closed season at the quay.", Section = Term.Named("Harbour") });
        await _site.PublishAsync(new() { Title = sport, Body = "A draw at the quay.", Section = Term.Named("Sport") });

        await _site.Cluster.UntilFoundAsync("quay", 2);
        Assert.Equal(2, (await FindAsync("show=published&q=quay")).Count);
        Assert.Equal([oysters], await FindAsync("show=published&q=quay+season"));
        Assert.Equal([sport], await FindAsync("show=published&q=quay&section=sport"));
        Assert.Equal([sport], await FindAsync("show=published&section=sport"));
        var page = new HtmlParser().ParseDocument(await _edith.GetStringAsync("/newsroom/stories?show=published&q=quay&section=sport", Cancel));
        Assert.Equal("sport", page.QuerySelector("#story-section option[selected]")!.GetAttribute("value"));
        Assert.Equal("/newsroom/stories?show=drafts&q=quay&section=sport", page.QuerySelector(".shelves a[href*=drafts]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Section_OfTheSettingsThatNoStoryIsIn_HasAnEmptyList()
    {
        await _site.PublishAsync(new() { Title = $"A draw {Guid.NewGuid():N}", Body = "Text.", Section = Term.Named("Sport") });
        var site = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await site.UpdateAsync((await site.GetAsync(0))! with { Sections = [Term.Named("Sport"), Term.Named("Gardens")] }, Actor.System)).Saved);
        await Waits.UntilAsync(async () => (await FindAsync("show=published&section=sport")).Count == 1, "The story is not in its section's list.");

        Assert.Empty(await FindAsync("show=published&section=gardens"));
        Assert.Empty(await FindAsync("show=published&section=gardens&page=2"));
    }

    [Fact]
    public async Task Words_ThatAreAnything_AreNoFault_AndStandInTheFieldAsText()
    {
        foreach (var words in new[] { "\"", "<b>", "-", "OR", new string('x', 5_000), string.Join('+', Enumerable.Range(0, 80)) })
        {
            foreach (var shelf in new[] { "all", "published" })
                Assert.Equal(HttpStatusCode.OK, (await _edith.GetAsync($"/newsroom/stories?show={shelf}&q={Uri.EscapeDataString(words)}&section=%3Cb%3E", Cancel)).StatusCode);
        }

        var page = new HtmlParser().ParseDocument(await _edith.GetStringAsync("/newsroom/stories?q=%3Cb%3E", Cancel));
        Assert.Equal("<b>", page.GetElementById("story-words")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Stories_OfColleagues_AreFoundByNobodyWhoMayNotOpenThem()
    {
        await _site.CreateAsync("cora", Role.Contributor);
        var cora = await _site.SignedInAsync("cora");
        await SaveAsync("The secret mole", Stories.Author);

        Assert.Equal(["The secret mole"], await FindAsync("q=secret"));
        Assert.DoesNotContain("The secret mole", await cora.GetStringAsync("/newsroom/stories?q=secret", Cancel), StringComparison.Ordinal);
    }

    private async Task SaveAsync(string title, Actor actor)
    {
        var article = await _site.Grains.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(new() { Title = title, Body = "Text." }, 0, actor)));
        await article.DeliveredAsync();
    }

    private async Task<IReadOnlyList<string>> FindAsync(string query) =>
        [.. new HtmlParser().ParseDocument(await _edith.GetStringAsync("/newsroom/stories?" + query, Cancel)).QuerySelectorAll(".stories .row-title").Select(title => title.TextContent)];
}
