using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>The stories before and after a story, on a front end whose clock stands still until the test moves it.</summary>
public sealed class StoryNavigationTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly CachingSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Navigation_LeadsToTheStoriesBeforeAndAfter_AndNamesThem()
    {
        var (first, middle, last) = (await PublishAsync("Boats & <nets>"), await PublishAsync("Middle"), await PublishAsync("Last"));

        var navigation = await NavigationAsync(middle);

        Assert.Equal(first.Path, navigation!.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal($"Previous {first.Title}", Text(navigation.QuerySelector("a[rel=prev]")!));
        Assert.Equal(last.Path, navigation.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal($"Next {last.Title}", Text(navigation.QuerySelector("a[rel=next]")!));
        Assert.Equal("Post navigation", navigation.QuerySelector("h2")!.TextContent);
        Assert.Null((await NavigationAsync(first))!.QuerySelector("a[rel=prev]"));
        Assert.Null((await NavigationAsync(last))!.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task OnlyStory_HasNoNavigation()
    {
        Assert.Null(await NavigationAsync(await PublishAsync("Alone")));
    }

    [Fact]
    public async Task Neighbour_ThatIsWithdrawn_IsGoneFromTheNextCheck_AndOneThatIsPublishedIsThere()
    {
        var (first, middle) = (await PublishAsync("First"), await PublishAsync("Middle"));
        Assert.Equal(middle.Path, (await NavigationAsync(first))!.QuerySelector("a[rel=next]")!.GetAttribute("href"));

        var grain = _site.Grains.GetGrain<IArticleGrain>(middle.Id.Value);
        Assert.IsType<ArticleSaved>(await grain.WithdrawAsync(new(1, Stories.Editor)));
        await grain.DeliveredAsync();
        _site.Age();

        var page = await _site.NewBrowser().GetStringAsync(first.Path, Cancel);
        Assert.DoesNotContain(middle.Title, page, StringComparison.Ordinal);
        Assert.DoesNotContain("post-navigation", page, StringComparison.Ordinal);

        var last = await PublishAsync("Last");
        _site.Age();
        Assert.Equal(last.Path, (await NavigationAsync(first))!.QuerySelector("a[rel=next]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Check_WhileNothingIsPublished_DoesNotAskTheListingAgain()
    {
        var story = await PublishAsync("First");
        await PublishAsync("Second");
        Assert.NotNull(await NavigationAsync(story));
        var asked = _site.Cluster.Calls.Of("IListingGrain.FindNeighboursAsync");
        _site.Age();
        await NavigationAsync(story);
        Assert.Equal(asked, _site.Cluster.Calls.Of("IListingGrain.FindNeighboursAsync"));
    }

    [Fact]
    public async Task Story_WhileTheListingDoesNotAnswer_IsShownWithoutNavigation()
    {
        var story = await PublishAsync("First");
        await PublishAsync("Second");
        _site.Cluster.Calls.Instead = context => ClientCalls.NameOf(context) == "IListingGrain.FindNeighboursAsync" ? throw new TimeoutException() : context.Invoke();
        Assert.Null(await NavigationAsync(story));
        _site.Cluster.Calls.Instead = null;
        _site.Age();
        Assert.NotNull(await NavigationAsync(story));
    }

    private Task<PublishedArticle> PublishAsync(string title) => _site.PublishAsync((Stories.Harbour with { Title = title }).Unique());

    private async Task<IElement?> NavigationAsync(PublishedArticle story) =>
        new HtmlParser().ParseDocument(await _site.NewBrowser().GetStringAsync(story.Path, Cancel)).QuerySelector("nav.post-navigation");

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
