using AngleSharp.Html.Parser;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Listings;

/// <summary>The boxes of what is read and discussed most, on a newspaper of its own for each test, whose front end's clock the test moves.</summary>
public sealed class StoryBoxTests : IAsyncLifetime
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly CachingSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task MostRead_OfWhatNobodyRead_IsNoBox()
    {
        await _site.PublishAsync(Stories.Harbour.Unique());
        await ReadAsync("/");
        Assert.Null(await BoxAsync("most-read"));
    }

    [Fact]
    public async Task MostRead_ShowsWhatIsRead_AlsoOfPagesFromMemory_AndNeverWhatWasWithdrawn()
    {
        var (read, other) = (await _site.PublishAsync(Stories.Harbour.Unique()), await _site.PublishAsync(Stories.Harbour.Unique()));
        // The first is rendered, the second comes from memory; a program has it there already.
        await ReadAsync(read.Path);
        using (var program = _site.NewBrowser()) await program.GetStringAsync(other.Path, Cancel);
        await ReadAsync(other.Path);
        await UntilMostReadAsync(read.Id, other.Id);

        Assert.Equal(new[] { read.Path, other.Path }.Order(), (await BoxAsync("most-read"))!.Order());

        var grain = _site.Grains.GetGrain<IArticleGrain>(read.Id.Value);
        Assert.IsType<ArticleSaved>(await grain.WithdrawAsync(new(1, Stories.Editor)));
        _site.Age();
        Assert.Equal([other.Path], await BoxAsync("most-read"));
        Assert.Contains(read.Id, await _site.Grains.GetGrain<ITrendingGrain>(0).GetMostReadAsync(5));
    }

    [Fact]
    public async Task MostDiscussed_ShowsStoriesByTheirComments()
    {
        var (little, much) = (await _site.PublishAsync(Stories.Harbour.Unique()), await _site.PublishAsync(Stories.Harbour.Unique()));
        await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.CommentAsync(little, "Ada", "one");
        for (var i = 0; i < 3; i++) await _site.CommentAsync(much, "Bo", $"number {i}");
        await _site.UntilLatestKnowsAsync("number 2");
        _site.Age();
        Assert.Equal([much.Path, little.Path], await BoxAsync("most-discussed"));
    }

    private async Task UntilMostReadAsync(params ArticleId[] stories)
    {
        while (!stories.ToHashSet().SetEquals(await _site.Grains.GetGrain<ITrendingGrain>(0).GetMostReadAsync(5)))
        {
            _site.MachineTime.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10, Cancel);
        }
    }

    private async Task ReadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("User-Agent", Browser);
        using var answer = await _site.NewBrowser().SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<IReadOnlyList<string?>?> BoxAsync(string name)
    {
        var page = new HtmlParser().ParseDocument(await _site.NewBrowser().GetStringAsync("/", Cancel));
        return page.QuerySelector($"#{name}-title")?.ParentElement!.QuerySelectorAll("li a").Select(link => link.GetAttribute("href")).ToList();
    }
}
