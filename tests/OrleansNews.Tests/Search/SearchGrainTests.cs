using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;
using static OrleansNews.Articles.Stories;

namespace OrleansNews.Search;

public sealed class SearchGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Search_PublishedStory_IsFoundAfterTheFollowersNextTick()
    {
        var word = NewWord();
        var article = await PublishAsync(new() { Title = $"The ferry {word}", Body = "It is back.", Section = new("local", "Local") });

        var found = await cluster.UntilFoundAsync(word, 1);

        var hit = Assert.Single(found.Hits);
        Assert.Equal(article.Id(), hit.Article);
        Assert.Equal(["The ferry ", word], hit.Title.Select(run => run.Part));
        Assert.Equal([false, true], hit.Title.Select(run => run.IsMatch));
        Assert.Equal((await article.GetPublishedAsync(0))!.Path, hit.Path);
        Assert.True(found.IsComplete);
    }

    /// <summary>Listings may say something else of a story than it says above its text: it is found by both, and shown with the one that has the word.</summary>
    [Fact]
    public async Task Search_WordOfTheStandfirstOrTheExcerptAlone_FindsTheStoryAndIsMarked()
    {
        var (above, listed) = (NewWord(), NewWord());
        var article = await PublishAsync(new() { Title = "The quay", Standfirst = $"Nets dry on the {above}.", Excerpt = $"All about the {listed}.", Body = "It is back." });

        foreach (var (word, snippet) in new[] { (above, $"Nets dry on the [{above}]. It is back."), (listed, $"All about the [{listed}].") })
        {
            var hit = Assert.Single((await cluster.UntilFoundAsync(word, 1)).Hits);
            Assert.Equal(article.Id(), hit.Article);
            Assert.Equal(snippet, string.Concat(hit.Snippet.Select(run => run.IsMatch ? $"[{run.Part}]" : run.Part)));
        }
    }

    [Fact]
    public async Task Search_WithdrawnStory_IsNotShownAtOnceAndNotCountedSoonAfter()
    {
        var word = NewWord();
        var (kept, withdrawn) = (await PublishAsync(Content(word, 1)), await PublishAsync(Content(word, 2)));
        await cluster.UntilFoundAsync(word, 2);

        // No tick comes: the index still names it.
        Assert.IsType<ArticleSaved>(await withdrawn.WithdrawAsync(new(1, Editor, "A mistake")));
        var atOnce = await SearchAsync(new(word));
        Assert.Equal(kept.Id(), Assert.Single(atOnce.Hits).Article);
        Assert.DoesNotContain((await cluster.Client.GetGrain<ISearchGrain>(0).FindRelatedAsync(kept.Id(), 5))!.Items, near => near.Article == withdrawn.Id());

        await withdrawn.DeliveredAsync();
        Assert.Equal(1, (await cluster.UntilFoundAsync(word, 1)).Total);
    }

    /// <summary>The words of entries are words of the story, as long as readers see them.</summary>
    [Fact]
    public async Task Search_LiveStory_IsFoundByItsEntries_AndNoMoreByThoseThatWereWithdrawnOrCorrected()
    {
        var (first, second, third) = (NewWord(), NewWord(), NewWord());
        var (article, live, _) = await cluster.Client.LiveStoryAsync();
        await cluster.UntilFoundAsync("election", 1);
        await live.AddedAsync($"The *{first}* is counted.", $"Ward {second}");

        var hit = Assert.Single((await cluster.UntilFoundAsync(first, 1)).Hits);
        Assert.Equal(article.Id(), hit.Article);
        Assert.Contains(hit.Snippet, run => run is { IsMatch: true } && run.Part == first);
        Assert.Equal(article.Id(), Assert.Single((await SearchAsync(new(second))).Hits).Article);

        Assert.IsType<LiveEntrySaved>(await live.CorrectAsync(new(1, 1, new("", $"The {third} is counted."), "", Author)));
        await cluster.UntilFoundAsync(third, 1);
        Assert.Empty((await SearchAsync(new(first))).Hits);
        Assert.IsType<LiveEntrySaved>(await live.WithdrawAsync(new(1, "", Author)));
        await cluster.UntilFoundAsync(third, 0);
    }

    [Fact]
    public async Task Search_DraftsAndEmbargoedStories_AreNeverFound()
    {
        var word = NewWord();
        var draft = await cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await draft.SaveDraftAsync(new(Content(word, 1), 0, Author)));
        var updated = await PublishAsync(Content(NewWord(), 2));
        Assert.IsType<ArticleSaved>(await updated.SaveDraftAsync(new(Content(word, 2), 1, Author)));
        await PublishAsync(Content(word + "x", 3));
        await cluster.UntilFoundAsync(word + "x", 1);

        Assert.DoesNotContain((await SearchAsync(new(word))).Hits, hit => hit.Article == draft.Id() || hit.Article == updated.Id());
    }

    [Fact]
    public async Task Search_UpdatedStory_IsFoundByItsNewWordsAlone()
    {
        var (before, after) = (NewWord(), NewWord());
        var article = await PublishAsync(Content(before, 1));
        await cluster.UntilFoundAsync(before, 1);

        await article.PublishedAsync(Content(after, 1), 1);

        Assert.Equal(article.Id(), Assert.Single((await cluster.UntilFoundAsync(after, 1)).Hits).Article);
        Assert.Equal(0, (await SearchAsync(new(before))).Total);
    }

    [Fact]
    public async Task Search_PagesWithWithdrawnStories_DoNotOverlap_AndHoldEveryOtherStory()
    {
        var word = NewWord();
        var stories = new List<IArticleGrain>();
        for (var i = 0; i < 12; i++) stories.Add(await PublishAsync(Content(word, i)));
        var before = await cluster.UntilFoundAsync(word, 12);
        foreach (var hit in before.Hits.Take(7)) await cluster.Client.GetGrain<IArticleGrain>(hit.Article.Value).WithdrawAsync(new(1, Editor, "A mistake"));

        // Pages of one state of the index: a look that was under way may still drop what was withdrawn, between two of them.
        List<SearchFound> pages = [];
        do
        {
            pages.Clear();
            for (var page = 1; page <= 3; page++) pages.Add(await SearchAsync(new(word, page, 5)));
        }
        while (pages.DistinctBy(page => page.Total).Count() > 1);

        Assert.Equal(before.Hits.Skip(7).Select(hit => hit.Article), pages.SelectMany(page => page.Hits).Select(hit => hit.Article));
    }

    [Fact]
    public async Task Search_Pages_HoldEveryStoryOnce()
    {
        var word = NewWord();
        for (var i = 0; i < 23; i++) await PublishAsync(Content(word, i));
        await cluster.UntilFoundAsync(word, 23);

        var pages = new List<SearchFound>();
        for (var page = 1; page <= 6; page++) pages.Add(await SearchAsync(new(word, page, 5)));

        Assert.Equal([5, 5, 5, 5, 3, 0], pages.Select(page => page.Hits.Length));
        Assert.All(pages, page => Assert.Equal(23, page.Total));
        Assert.Equal(23, pages.SelectMany(page => page.Hits).DistinctBy(hit => hit.Article).Count());
    }

    [Fact]
    public async Task Search_SectionAndDates_Bound()
    {
        var word = NewWord();
        var now = cluster.Time.GetUtcNow();
        var (old, local, sport) = (await cluster.Client.NewArticleAsync(), await PublishAsync(Content(word, 1) with { Section = new("local", "Local") }), await PublishAsync(Content(word, 2) with { Section = new("sport", "Sport") }));
        Assert.IsType<ArticleSaved>(await old.PublishAsync(new(Content(word, 3) with { Section = new("local", "Local") }, 0, Editor, PublishedAt: now.AddYears(-2))));
        await old.DeliveredAsync();
        await cluster.UntilFoundAsync(word, 3);

        Assert.Equal([old.Id(), local.Id()], await IdsAsync(new(word, Section: "local")));
        Assert.Equal([local.Id(), sport.Id()], await IdsAsync(new(word, From: now.AddDays(-1))));
        Assert.Equal([old.Id()], await IdsAsync(new(word, Until: now.AddDays(-1))));
        Assert.Equal([local.Id()], await IdsAsync(new(word, Section: "local", From: now.AddDays(-1))));
        Assert.Empty(await IdsAsync(new(word, Section: "nowhere")));
    }

    [Fact]
    public async Task Search_PublishedUpdatedAndWithdrawnStories_AreFollowedWithinOneSecond()
    {
        var (word, later) = (NewWord(), NewWord());
        var article = await PublishAsync(Content(word, 1));
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(new(word), 1);

        await article.PublishedAsync(Content(later, 1), 1);
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(new(later), 1);
        Assert.Equal(0, (await SearchAsync(new(word))).Total);

        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(2, Editor, "A mistake")));
        await article.DeliveredAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(new(later), 0);
    }

    // The follower's clock stands still meanwhile: what one second does not bring never comes.
    private async Task UntilAsync(SearchQuery query, int total)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await SearchAsync(query)).Total != total) await Task.Delay(10, patience.Token);
    }

    [Fact]
    public async Task Search_Section_IsItsWholePath_WithThoseBelow()
    {
        var word = NewWord();
        var (politics, sport) = (new Term("politics", "Politics"), new Term("sport", "Sport"));
        var (own, below, other, near) = (
            await PublishAsync(Content(word, 1) with { Section = politics }), await PublishAsync(Content(word, 2) with { Section = new("local", "Local", politics) }),
            await PublishAsync(Content(word, 3) with { Section = new("local", "Local", sport) }), await PublishAsync(Content(word, 4) with { Section = new("politics-abroad", "Politics abroad") }));
        await cluster.UntilFoundAsync(word, 4);

        Assert.Equal([own.Id(), below.Id()], await IdsAsync(new(word, Section: "politics")));
        Assert.Equal([below.Id()], await IdsAsync(new(word, Section: "politics/local")));
        Assert.Equal([other.Id()], await IdsAsync(new(word, Section: "sport/local")));
        Assert.Equal([near.Id()], await IdsAsync(new(word, Section: "politics-abroad")));
        Assert.Empty(await IdsAsync(new(word, Section: "local")));
        // The sections above are words of the story too.
        Assert.Equal([own.Id(), below.Id(), near.Id()], await IdsAsync(new($"politics {word}")));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(10_000)]
    public async Task Search_TooMuchText_IsRefused(int length) =>
        Assert.Equal(new SearchRefused(SearchRefusal.TooLong), await cluster.Client.GetGrain<ISearchGrain>(0).SearchAsync(new(new string('a', length))));

    [Fact]
    public async Task Search_TooManyWords_IsRefused() => Assert.Equal(
        new SearchRefused(SearchRefusal.TooManyWords), await cluster.Client.GetGrain<ISearchGrain>(0).SearchAsync(new(string.Join(' ', Enumerable.Range(100, 17)))));

    [Fact]
    public async Task Search_NothingToLookFor_FindsNothing()
    {
        foreach (var words in new[] { "", "   ", "-only", "\"\"", "🚢" }) Assert.Equal(0, (await SearchAsync(new(words))).Total);
    }

    [Fact]
    public async Task FindRelated_Story_PrefersSharedTagsAndNeverItself()
    {
        var (word, tag) = (NewWord(), NewWord());
        var story = await PublishAsync(new() { Title = $"{word} first", Body = "Text.", Tags = [Term.Named(tag)] });
        var byTag = await PublishAsync(new() { Title = "Something with the same tag", Body = "Text.", Tags = [Term.Named(tag)] });
        var byTitle = await PublishAsync(new() { Title = $"More on {word}", Body = "Text." });
        var byText = await PublishAsync(new() { Title = "Nothing in common", Body = $"Only the text says {word}." });
        await cluster.UntilFoundAsync(word, 3);

        var related = await cluster.Client.GetGrain<ISearchGrain>(0).FindRelatedAsync(story.Id(), 5);

        Assert.Equal([byTag.Id(), byTitle.Id()], related!.Items.Select(item => item.Article).Take(2));
        Assert.DoesNotContain(story.Id(), related.Items.Select(item => item.Article));
        Assert.DoesNotContain(byText.Id(), related.Items.Select(item => item.Article));
    }

    private static string NewWord() => $"w{Guid.NewGuid():N}"[..12];

    private static ArticleContent Content(string word, int number) => new() { Title = $"Report {word} number {number} {Guid.NewGuid():N}", Body = "Some text." };

    private async Task<IArticleGrain> PublishAsync(ArticleContent content)
    {
        await cluster.Client.MakeSectionAsync(content.Section);
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(content);
        return article;
    }

    private async Task<SearchFound> SearchAsync(SearchQuery query) => Assert.IsType<SearchFound>(await cluster.Client.GetGrain<ISearchGrain>(0).SearchAsync(query));

    private async Task<IEnumerable<ArticleId>> IdsAsync(SearchQuery query) => (await SearchAsync(query)).Hits.Select(hit => hit.Article).OrderBy(article => article.Value);
}
