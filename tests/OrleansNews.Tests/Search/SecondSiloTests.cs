using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Search;

/// <summary>Two silos, each with an index and a front end of its own: what is written through one is found and read through the other.</summary>
public sealed class SecondSiloTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly int[] Silos = [0, 1];
    private readonly NewsSite _site = new() { Cluster = new() { Silos = 2 } };
    private readonly HttpClient[] _readers = new HttpClient[2];

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        // As in a process that is silo and front end: a search is answered by the silo of the front end that was asked.
        foreach (var silo in Silos) _readers[silo] = _site.NewBrowser(await _site.StartAnotherFrontEndAsync(_site.Cluster.ServicesOf(silo).GetRequiredService<IClusterClient>()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers) reader.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Story_OfOneSilo_IsFoundThroughEach_WithItsLastWordsAlone_AndNoMoreOnceWithdrawn()
    {
        var article = GrainsOf(0).GetGrain<IArticleGrain>((await _site.Grains.NewArticleAsync()).GetPrimaryKeyLong());
        var content = new ArticleContent { Title = "The ferry qwferry", Body = "It is back." }.Unique();
        var saved = await article.PublishedAsync(content);
        foreach (var silo in Silos) Assert.Equal([saved.Path], await UntilFoundAsync(silo, "qwferry", 1));

        var updated = await article.PublishedAsync(content with { Title = content.Title.Replace("qwferry", "qwbarge", StringComparison.Ordinal) }, saved.Version);
        foreach (var silo in Silos)
        {
            Assert.Equal([updated.Path], await UntilFoundAsync(silo, "qwbarge", 1));
            Assert.Empty(await FindAsync(silo, "qwferry"));
        }

        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(updated.Version, Stories.Author)));
        await article.DeliveredAsync();
        foreach (var silo in Silos) Assert.Empty(await UntilFoundAsync(silo, "qwbarge", 0));
    }

    [Fact]
    public async Task Index_OfEachSilo_IsItsOwn_AndHasTheStory()
    {
        var story = await _site.PublishAsync(new ArticleContent { Title = "The pilot qwpilot", Body = "Text." }.Unique());
        var indices = Silos.Select(silo => _site.Cluster.ServicesOf(silo).GetRequiredService<ISearchIndex>()).ToList();
        Assert.NotSame(indices[0], indices[1]);
        foreach (var silo in Silos)
        {
            Assert.Equal([story.Path], await UntilFoundAsync(silo, "qwpilot", 1));
            var matches = await indices[silo].FindAsync(new(QueryReader.Read("qwpilot").AllOf, [], _site.Cluster.Time.GetUtcNow(), 0, 10));
            Assert.Equal([story.Id], matches.Stories);
        }
    }

    [Fact]
    public async Task Comment_SentToOneSilo_IsOnThePagesOfTheOther_AndGoneWhenItIsHidden()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        using var answer = await _readers[0].PostAsync(
            "/comments", new FormUrlEncodedContent([new("comment_post_ID", story.Id.ToString()), new("author", "Ada"), new("email", "ada@example.org"), new("comment", "Through the first silo.")]), Cancel);
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        foreach (var reader in _readers) Assert.Contains("Through the first silo.", await ConversationAsync(reader, story.Path), StringComparison.Ordinal);

        var comment = (await _site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadPageAsync(new() { Page = 1 })).Items.Single();
        await GrainsOf(1).GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(new([comment.Id], Decision.Spam, Stories.Editor));
        foreach (var reader in _readers) Assert.DoesNotContain("Through the first silo.", await ConversationAsync(reader, story.Path), StringComparison.Ordinal);
    }

    // Without the box of the latest comments below it, which hears of a decision behind its answer.
    private static async Task<string> ConversationAsync(HttpClient reader, string path) => (await reader.GetStringAsync(path, Cancel)).Split("</comment-thread>")[0];

    // What the front end of a silo finds, as soon as the index of that silo has followed so far.
    private async Task<IReadOnlyList<string?>> UntilFoundAsync(int silo, string words, int total)
    {
        await _site.Cluster.UntilFoundAsync(words, total, GrainsOf(silo));
        return await FindAsync(silo, words);
    }

    private async Task<IReadOnlyList<string?>> FindAsync(int silo, string words)
    {
        using var page = new HtmlParser().ParseDocument(await _readers[silo].GetStringAsync($"/?s={words}", Cancel));
        return [.. page.QuerySelectorAll(".search-results .teaser-title a").Select(link => link.GetAttribute("href"))];
    }

    private IGrainFactory GrainsOf(int silo) => _site.Cluster.ServicesOf(silo).GetRequiredService<IGrainFactory>();
}
