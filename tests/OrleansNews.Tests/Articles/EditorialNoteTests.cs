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
