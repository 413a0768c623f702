using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>What becomes of addresses when the pattern changes.</summary>
public class PermalinkChangeTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/%postname%/")]
    [InlineData("/%year%/%monthnum%/%postname%/")]
    [InlineData("/archives/%post_id%/")]
    [InlineData("/stories/%category%/%author%/%postname%/")]
    public async Task Story_AfterAChange_IsAtItsNewAddress_AndEveryOldOneLeadsThere(string pattern)
    {
        await ChangeAsync(PermalinkPattern.Default);
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        var story = (await article.GetPublishedAsync(0))!;
        var comment = await site.CommentAsync(story, "Ada", "A word.");
        await ChangeAsync(pattern);
        await article.DeliveredAsync();

        var moved = (await article.GetPublishedAsync(0))!;
        Assert.NotEqual(story.Path, moved.Path);
        Assert.Equal(story.UpdatedAt, moved.UpdatedAt);
        Assert.Equal(moved.Path, PermalinkPattern.Of(pattern).Recognise(moved.Path));
        Assert.Contains(story.Title, await site.NewBrowser().GetStringAsync(moved.Path, Cancel), StringComparison.Ordinal);
        await MovesAsync(story.Path, moved.Path);
        await MovesAsync(story.Path.TrimEnd('/'), moved.Path);
        await MovesAsync(moved.Path.TrimEnd('/'), moved.Path);
        await MovesAsync($"/?p={story.Id}", moved.Path);
        await MovesAsync(story.Path + "feed/", moved.Path + "feed/");
        await MovesAsync(story.Path + "?replytocom=" + comment.Id, moved.Path + "?replytocom=" + comment.Id);
        Assert.Contains(moved.Path, await site.NewBrowser().GetStringAsync("/", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(story.Path, await site.NewBrowser().GetStringAsync("/", Cancel), StringComparison.Ordinal);

        // And back again: the address of between leads home.
        await ChangeAsync(PermalinkPattern.Default);
        await article.DeliveredAsync();
        Assert.Equal(saved.Path, (await article.GetPublishedAsync(0))!.Path);
        await MovesAsync(moved.Path, saved.Path);
        await UntilAsync(saved.Path, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Story_WithTheNameOfAPage_GetsANumber()
    {
        await ChangeAsync("/%postname%/");
        var login = await site.PublishAsync(Stories.Harbour with { Title = "Login" });
        var year = await site.PublishAsync(Stories.Harbour with { Title = "1984" });
        Assert.Equal("/login-2/", login.Path);
        Assert.Equal("/1984-2/", year.Path);
        Assert.Contains("1984", await site.NewBrowser().GetStringAsync(year.Path, Cancel), StringComparison.Ordinal);
        await ChangeAsync(PermalinkPattern.Default);
    }

    [Fact]
    public async Task Story_Withdrawn_IsGoneAtItsAddress_AlsoAfterAChange()
    {
        await ChangeAsync(PermalinkPattern.Default);
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Author)));
        await ChangeAsync("/%postname%/");
        foreach (var address in new[] { saved.Path, saved.Path + "feed/" })
        {
            using var answer = await site.NewBrowser().GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        }

        await ChangeAsync(PermalinkPattern.Default);
    }

    [Fact]
    public async Task Move_InterruptedByTheStore_GoesOnWhenTheSiteIsWoken()
    {
        await ChangeAsync(PermalinkPattern.Default);
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        site.Cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.Before, 50);
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Permalinks = "/%postname%/" }, Actor.System)).Saved);
        await Assert.ThrowsAnyAsync<Exception>(() => grain.AsReference<IOutboxOwner>().DeliverOutboxAsync());
        Assert.Equal(saved.Path, (await article.GetPublishedAsync(0))!.Path);

        site.Cluster.Storage.Heal();
        await grain.DeactivateAsync();
        await grain.AsReference<IOutboxOwner>().DeliverOutboxAsync();
        Assert.NotEqual(saved.Path, (await article.GetPublishedAsync(0))!.Path);
        await ChangeAsync(PermalinkPattern.Default);
    }

    [Fact]
    public async Task NotFound_IsAPageThatLeadsOn()
    {
        using var answer = await site.NewBrowser().GetAsync("/no/such/page/", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("<h1 id=\"notice-title\">Page not found</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"button\" href=\"/\">", page, StringComparison.Ordinal);
    }

    // Front ends remember for two seconds that an address leads elsewhere.
    private async Task UntilAsync(string address, HttpStatusCode status)
    {
        while (true)
        {
            using var answer = await site.NewBrowser().GetAsync(address, Cancel);
            if (answer.StatusCode == status) return;
            await Task.Delay(50, Cancel);
        }
    }

    private async Task MovesAsync(string from, string to)
    {
        using var answer = await site.NewBrowser().GetAsync(from, Cancel);
        Assert.Equal((from, HttpStatusCode.MovedPermanently, to), (from, answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    // Until every story has moved.
    private async Task ChangeAsync(string pattern)
    {
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Permalinks = pattern }, Actor.System)).Saved);
        await grain.AsReference<IOutboxOwner>().DeliverOutboxAsync();
    }
}
