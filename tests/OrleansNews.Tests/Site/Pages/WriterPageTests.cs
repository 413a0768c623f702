using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>What those see who have just written: their comment, whichever front end and whichever activation they meet, and at a bounded price.</summary>
public sealed class WriterPageTests(CachingSite site) : IClassFixture<CachingSite>, IDisposable
{
    private const string ReadPage = "ICommentThreadGrain.ReadPageAsync";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public void Dispose() => site.Cluster.Calls.Instead = null;

    [Fact]
    public async Task Writer_RedirectedWithAToken_SeesTheComment_AndNobodyKeepsThatAnswer()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        using var posted = await site.NewBrowser().PostAsync("/comments", Form(story, "Mine, at once."), Cancel);
        Assert.DoesNotContain("Mine, at once.", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);

        using var shown = await site.NewBrowser().GetAsync(posted.Headers.Location, Cancel);
        Assert.Contains("Mine, at once.", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl!.NoStore);
        Assert.Null(shown.Headers.ETag);
        Assert.DoesNotContain("Mine, at once.", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writer_WhoseCommentBeginsAPage_SeesIt_BeforeAnybodyKnowsOfThatPage()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Bo", "The first page.");
        await site.DiscussAsync(discussion => discussion with { CommentsPerPage = 1, FirstPageByDefault = true });
        site.Age();
        Assert.Contains("The first page.", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);

        using var posted = await site.NewBrowser().PostAsync("/comments", Form(story, "Mine, on the second."), Cancel);

        Assert.StartsWith($"{story.Path}comment-page-2/?", posted.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Mine, on the second.", await site.NewBrowser().GetStringAsync(posted.Headers.Location, Cancel), StringComparison.Ordinal);
        Assert.Contains("Mine, on the second.", await site.NewBrowser().GetStringAsync($"{story.Path}comment-page-2/", Cancel), StringComparison.Ordinal);
        using var invented = await site.NewBrowser().GetAsync(posted.Headers.Location.OriginalString.Replace("comment-page-2", "comment-page-9", StringComparison.Ordinal), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, invented.StatusCode);
        await site.DiscussAsync(discussion => discussion with { CommentsPerPage = 50, FirstPageByDefault = false });
        site.Age();
    }

    [Fact]
    public async Task Writer_WhoIsSentToAnotherFrontEnd_SeesTheCommentThere_BeforeItsOwnPageIsChecked()
    {
        var other = await site.StartAnotherFrontEndAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.NewBrowser(other).GetStringAsync(story.Path, Cancel);
        using var posted = await site.NewBrowser().PostAsync("/comments", Form(story, "Mine, elsewhere."), Cancel);

        using var shown = await site.NewBrowser(other).GetAsync(posted.Headers.Location!.OriginalString, Cancel);

        Assert.Contains("Mine, elsewhere.", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("Mine, elsewhere.", await site.NewBrowser(other).GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        site.Age();
        Assert.Contains("Mine, elsewhere.", await site.NewBrowser(other).GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("written", "CfDJ8forged")]
    [InlineData("written", "")]
    [InlineData("preview", "CfDJ8forged")]
    public async Task Token_ThatNobodySigned_GetsThePageFromMemory(string name, string token)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var page = await site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        var calls = site.Cluster.Calls.Total;
        Assert.Equal(page, await site.NewBrowser().GetByteArrayAsync($"{story.Path}?{name}={token}", Cancel));
        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Writer_WhoMeetsAnActivationThatIsBehind_SeesTheComment_OrIsAskedToComeBack(int answersOfIt)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Bo", "Before.");
        var behind = await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadPageAsync(new() { Page = 0 });
        await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        using var posted = await site.NewBrowser().PostAsync("/comments", Form(story, "Mine, after."), Cancel);
        var left = answersOfIt;
        site.Cluster.Calls.Instead = async call =>
        {
            await call.Invoke();
            if (ClientCalls.NameOf(call) == ReadPage && Interlocked.Decrement(ref left) >= 0) call.Result = behind;
        };

        using var shown = await site.NewBrowser().GetAsync(posted.Headers.Location, Cancel);

        Assert.True(left < answersOfIt, "Nobody asked the activation that is behind.");
        var page = await shown.Content.ReadAsStringAsync(Cancel);
        if (left < 0)
        {
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
            Assert.Contains("Mine, after.", page, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, shown.StatusCode);
            Assert.NotNull(shown.Headers.RetryAfter);
            Assert.DoesNotContain("Before.", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Writer_OfAHeldComment_SeesIt_WhenTheFirstActivationAskedIsBehind()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Bo", "Before.");
        var behind = await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadPageAsync(new() { Page = 0 });
        using var posted = await site.NewBrowser().PostAsync("/comments", Form(story, "See https://a.example/ and https://b.example/ for what is held."), Cancel);
        var left = 1;
        site.Cluster.Calls.Instead = async call =>
        {
            await call.Invoke();
            if (ClientCalls.NameOf(call) == ReadPage && Interlocked.Decrement(ref left) >= 0) call.Result = behind;
        };

        using var shown = await site.NewBrowser().GetAsync(posted.Headers.Location, Cancel);

        Assert.Equal(-1, left);
        Assert.Contains("for what is held.", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Token_SentAgainAndAgain_CostsNoPageOnceEverybodysHasTheComment()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        using var posted = await site.NewBrowser().PostAsync("/comments", Form(story, "Mine, many times."), Cancel);
        site.Age();
        await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        var calls = site.Cluster.Calls.Total;
        for (var i = 0; i < 20; i++)
        {
            using var shown = await site.NewBrowser().GetAsync(posted.Headers.Location, Cancel);
            Assert.Contains("Mine, many times.", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.True(shown.Headers.CacheControl!.NoStore);
            Assert.Null(shown.Headers.ETag);
        }

        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    [Fact]
    public async Task Token_OfAnotherStory_GetsThePageFromMemory()
    {
        var (story, other) = (await site.PublishAsync(Stories.Harbour.Unique()), await site.PublishAsync(Stories.Harbour.Unique()));
        var page = await site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        using var posted = await site.NewBrowser().PostAsync("/comments", Form(other, "Mine, of another story."), Cancel);
        var calls = site.Cluster.Calls.Total;

        using var shown = await site.NewBrowser().GetAsync(story.Path + new Uri(site.Address, posted.Headers.Location!).Query, Cancel);

        Assert.Equal(page, await shown.Content.ReadAsByteArrayAsync(Cancel));
        Assert.NotNull(shown.Headers.ETag);
        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    [Fact]
    public async Task Token_ThatIsTooOld_GetsThePageFromMemory()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var page = await site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        var posted = await site.CommentAsync(story, "Ada", "Mine, an hour ago.");
        var protector = site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(WrittenToken.Purpose).ToTimeLimitedDataProtector();
        var old = protector.Protect(new WrittenToken(story.Id, posted.Position).Content, TimeSpan.FromSeconds(-1));
        Assert.NotNull(site.Services.GetRequiredService<SignedTokens<WrittenToken>>().Read(protector.Protect(new WrittenToken(story.Id, posted.Position).Content, WrittenToken.Lifetime)));
        var calls = site.Cluster.Calls.Total;

        using var shown = await site.NewBrowser().GetAsync($"{story.Path}?written={old}", Cancel);

        Assert.Equal(page, await shown.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    private static FormUrlEncodedContent Form(PublishedArticle story, string text) => new(new Dictionary<string, string>
    {
        ["comment_post_ID"] = story.Id.Value.ToString(CultureInfo.InvariantCulture),
        ["author"] = "Ada",
        ["email"] = "ada@example.org",
        ["comment"] = text,
    });
}
