using System.Collections.Immutable;
using OrleansNews.Accounts;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>Notes for colleagues, and whom they call.</summary>
public sealed class EditorialNoteTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Theory]
    [InlineData("@ann please", "ann")]
    [InlineData("Ask @Ann.", "ann")]
    [InlineData("@ann, @bob-2 and @ann", "ann bob-2")]
    [InlineData("Write to ann@example.org", "")]
    [InlineData("@ann.lee's desk", "ann.lee")]
    [InlineData("nobody @ all", "")]
    public void Mentions_AreLoginsBehindAnAt(string text, string expected) => Assert.Equal(expected, string.Join(' ', Mentions.In(text)));

    [Fact]
    public async Task Note_CallsAColleague_UntilTheyHaveSeenIt_AndDisturbsNobodyWhoWrites()
    {
        await CreateAsync("calla", Role.Editor);
        var article = await DraftAsync();
        var saved = Assert.IsType<ArticleSaved>(await article.AddNoteAsync(new("Is the tide right, @calla?\nI doubt it.", Stories.Author)));
        Assert.Equal(1, saved.Version);
        await article.AddNoteAsync(new("A second one.", Stories.Editor));
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Stories.Author)));
        await article.DeliveredAsync();

        Assert.Equal(["Is the tide right, @calla?\nI doubt it.", "A second one."], (await article.GetNotesAsync(Stories.Author)).Select(note => note.Text));
        Assert.Equal(["calla"], (await OnDeskAsync(article))!.Mentions);

        await article.SettleMentionAsync(new("calla", "Calla", Role.Editor));
        await article.DeliveredAsync();
        Assert.Empty((await OnDeskAsync(article))!.Mentions);
    }

    [Fact]
    public async Task Note_WhoseAnswerWasLost_IsThereOnce_AndAnotherTextOfItsFormIsAnotherNote()
    {
        var article = await DraftAsync();
        await article.DeliveredAsync();
        var note = new AddNote("Is it so?", Stories.Author) { Submission = Guid.NewGuid() };
        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.After, article);
        await Assert.ThrowsAsync<IOException>(() => article.AddNoteAsync(note));
        cluster.Storage.Heal();
        Assert.IsType<ArticleSaved>(await article.AddNoteAsync(new("A colleague's.", Stories.Editor) { Submission = Guid.NewGuid() }));
        await article.DeactivateAsync();

        for (var again = 0; again < 2; again++) Assert.IsType<ArticleSaved>(await article.AddNoteAsync(note));
        Assert.IsType<ArticleSaved>(await article.AddNoteAsync(note with { Text = "Or so?" }));
        Assert.IsType<ArticleSaved>(await article.AddNoteAsync(note with { Submission = Guid.NewGuid() }));
        Assert.Equal(["Is it so?", "A colleague's.", "Or so?", "Is it so?"], (await article.GetNotesAsync(Stories.Author)).Select(known => known.Text));
    }

    [Fact]
    public async Task PublishedStory_IsOnTheDesk_WhileSomebodyIsCalled()
    {
        await CreateAsync("petra", Role.Editor);
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.Null(await OnDeskAsync(article));
        Assert.IsType<ArticleSaved>(await article.AddNoteAsync(new("@petra look at this", Stories.Editor)));
        await article.DeliveredAsync();
        Assert.NotNull(await OnDeskAsync(article));
        await article.SettleMentionAsync(new("petra", "Petra", Role.Editor));
        await article.DeliveredAsync();
        Assert.Null(await OnDeskAsync(article));
        Assert.Equal(1, (await article.GetPublishedAsync(0))!.Revision);
    }

    [Fact]
    public async Task Note_OfOrToSomebodyWhoMayNotOpenTheStory_IsRefused()
    {
        await CreateAsync("jonas", Role.Author);
        var article = await DraftAsync();
        Assert.IsType<ArticleForbidden>(await article.AddNoteAsync(new("Let me in.", Stories.OtherAuthor)));
        Assert.Empty(await article.GetNotesAsync(Stories.OtherAuthor));
        foreach (var text in new[] { "@jonas", "@nobody.at.all", "", new string('x', 2_001) })
            Assert.Equal("note", Assert.Single(Assert.IsType<ArticleInvalid>(await article.AddNoteAsync(new(text, Stories.Author))).Errors).Field);
        Assert.Empty(await article.GetNotesAsync(Stories.Author));
    }

    [Fact]
    public async Task Notes_BeyondAHundred_AreReadPageByPage_EachOnce()
    {
        var article = await DraftAsync();
        for (var number = 1; number <= 205; number++) await article.AddNoteAsync(new($"{number}", Stories.Author));

        var pages = new List<ImmutableArray<EditorialNote>> { await article.GetNotesAsync(Stories.Author) };
        while (pages[^1][0].Before is { } before) pages.Add(await article.GetOlderNotesAsync(Stories.Author, before));

        Assert.Equal([100, 100, 5], pages.Select(page => page.Length));
        Assert.Equal(Enumerable.Range(1, 205).Select(number => $"{number}"), Enumerable.Reverse(pages).SelectMany(page => page).Select(note => note.Text));
    }

    [Fact]
    public async Task OlderNotes_AreReadThroughTheirStory_ByWhoeverMayOpenIt()
    {
        var (article, other) = (await DraftAsync(), await DraftAsync());
        for (var number = 1; number <= 2; number++) await article.AddNoteAsync(new("A note.", Stories.Author));
        await other.AddNoteAsync(new("Another story's.", Stories.Author));
        var first = (await article.GetNotesAsync(Stories.Author))[1].Before!;
        Assert.Single(await article.GetOlderNotesAsync(Stories.Author, first));

        Assert.Empty(await article.GetOlderNotesAsync(Stories.OtherAuthor, first));
        Assert.Empty(await other.GetOlderNotesAsync(Stories.Author, first));
        var never = await cluster.Client.NewArticleAsync();
        Assert.Empty(await never.GetOlderNotesAsync(Stories.Author, first));
        foreach (var name in new[] { "", "x", new string('A', 22), new string('é', 22), new string('A', 10_000), first + "A" }) Assert.Empty(await article.GetOlderNotesAsync(Stories.Author, name));
    }

    private async Task CreateAsync(string login, Role role) =>
        await cluster.Client.GetGrain<IStaffGrain>(0).CreateAsync(new(login, login, $"{login}@example.org", role, "hash"), Actor.System);

    private async Task<IArticleGrain> DraftAsync()
    {
        var article = await cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 0, Stories.Author)));
        return article;
    }

    private async Task<StoryInHand?> OnDeskAsync(IArticleGrain article) =>
        (await cluster.Client.GetGrain<IStoryDeskGrain>(IStoryDeskGrain.ShardOf(article.Id())).ListAsync(Stories.Editor)).FirstOrDefault(story => story.Article == article.Id());
}
