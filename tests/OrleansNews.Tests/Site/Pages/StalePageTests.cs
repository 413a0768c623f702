using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>Pages while the cluster is silent, or while one that was replaced still answers for it.</summary>
public sealed class StalePageTests(CachingSite site) : IClassFixture<CachingSite>, IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        site.Cluster.Calls.Instead = null;
        // A front end that got no answer asks again only a moment later, and its clock stands still.
        site.Age();
    }

    [Fact]
    public async Task Page_OfASilentCluster_IsServedMarked_AndUnmarkedWhenItIsBack()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var page = await site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        site.Cluster.Calls.Instead = _ => throw new TimeoutException();
        site.MachineTime.Advance(TimeSpan.FromSeconds(90));

        using (var stale = await site.NewBrowser().GetAsync(story.Path, Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, stale.StatusCode);
            Assert.Equal(page, await stale.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal("1", Assert.Single(stale.Headers.GetValues("X-OrleansNews-Stale")));
            Assert.Equal(TimeSpan.FromSeconds(90), stale.Headers.Age);
            Assert.Null(stale.Headers.CacheControl!.SharedMaxAge);
        }

        site.Cluster.Calls.Instead = null;
        site.Age();
        using var back = await site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.False(back.Headers.Contains("X-OrleansNews-Stale"));
        Assert.Null(back.Headers.Age);
    }

    [Fact]
    public async Task Page_OlderThanTheBound_IsNotServed()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        site.Cluster.Calls.Instead = _ => throw new TimeoutException();
        site.MachineTime.Advance(TimeSpan.FromHours(2));

        using var answer = await site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain("Nobody on the quay", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ThatWasNeverRead_IsUnavailable()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        site.Cluster.Calls.Instead = _ => throw new TimeoutException();
        using var answer = await site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Comment_SentToASilentCluster_ComesBackAsItWasTyped()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        site.Cluster.Calls.Instead = _ => throw new TimeoutException();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["comment_post_ID"] = story.Id.ToString(), ["author"] = "Ada", ["email"] = "ada@example.org", ["comment"] = "Half an hour's <work>.",
        });
        using var answer = await site.NewBrowser().PostAsync("/comments", form, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Half an hour&#x27;s &lt;work&gt;.</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ada@example.org\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_ThatMovedToAPatternThatThisFrontEndHasNotHeardOf_IsFoundWhereItsFormerAddressLeads()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.NewBrowser().GetStringAsync("/", Cancel);
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        try
        {
            await ChangeAsync("/moved/%postname%/");
            using var moved = await site.NewBrowser().GetAsync(story.Path, Cancel);
            Assert.Equal(HttpStatusCode.MovedPermanently, moved.StatusCode);
            Assert.StartsWith("/moved/", moved.Headers.Location!.OriginalString, StringComparison.Ordinal);
            Assert.Contains(story.Title, await site.NewBrowser().GetStringAsync(moved.Headers.Location, Cancel), StringComparison.Ordinal);
        }
        finally
        {
            await ChangeAsync(PermalinkPattern.Default);
            site.Age();
        }

        async Task ChangeAsync(string pattern)
        {
            Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Permalinks = pattern }, Actor.System)).Saved);
            await grain.AsReference<Operations.IOutboxOwner>().DeliverOutboxAsync();
        }
    }

    [Fact]
    public async Task Versions_ThatGoBack_ComeFromAnActivationThatIsBehind_AndChangeNothing()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        await site.CommentAsync(story, "Ada", "Before.");
        var behind = await thread.GetVersionAsync(default);
        var oldPage = await thread.ReadPageAsync(new() { Page = 0 });
        await site.CommentAsync(story, "Bo", "After.");
        var page = await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        Assert.Contains("After.", page, StringComparison.Ordinal);

        var rendered = site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync");
        site.Cluster.Calls.Instead = async call =>
        {
            await call.Invoke();
            if (ClientCalls.NameOf(call) == "ICommentThreadGrain.GetVersionAsync") call.Result = behind;
            if (ClientCalls.NameOf(call) == "ICommentThreadGrain.ReadPageAsync") call.Result = oldPage;
            if (ClientCalls.NameOf(call) == "IArticleGrain.GetPublishedAsync") call.Result = story with { Revision = story.Revision - 1, Title = "An older headline" };
        };
        site.Age();
        Assert.Equal(Own(page), Own(await site.NewBrowser().GetStringAsync(story.Path, Cancel)));
        Assert.Equal(rendered, site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync"));
    }

    // Without the box of latest comments, which follows the cluster on its own.
    private static string Own(string page) => page[..page.IndexOf("Latest Comments", StringComparison.Ordinal)];

    [Fact]
    public async Task Listing_ThatGoesBack_ChangesNothing()
    {
        var first = await site.PublishAsync(Stories.Harbour.Unique());
        site.Age();
        await site.NewBrowser().GetStringAsync("/", Cancel);
        await site.PublishAsync(Stories.Harbour.Unique());
        site.Age();
        var page = await site.NewBrowser().GetStringAsync("/", Cancel);
        site.Cluster.Calls.Instead = async call =>
        {
            await call.Invoke();
            if (call.Result is Listings.ListingPage listing) call.Result = listing with { Version = 1, Items = [] };
        };
        site.Age();
        Assert.Equal(page, await site.NewBrowser().GetStringAsync("/", Cancel));
        Assert.Contains(first.Path, page, StringComparison.Ordinal);
    }
}
