using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>Views of a story that are made for who asks: each costs what a page costs that is not kept.</summary>
public sealed class ViewLimitTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly StrictSite _site = new();

    [Fact]
    public async Task Views_BeyondTheBound_AreRefusedWithATime_AndThePageItselfIsNot()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        var comment = (await _site.CommentAsync(story, "Ada", "A word.")).Id;
        var statuses = new List<HttpStatusCode>();
        foreach (var view in (string[])[$"?replytocom={comment}", $"?replies={comment}", "?replytocom=999999999", "?replies=7", $"?replytocom={comment}"])
        {
            using var answer = await _site.NewBrowser().GetAsync(story.Path + view, Cancel);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses[..3]);
        Assert.All(statuses[3..], status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        using var page = await _site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("Mine, shown.", "written")]
    [InlineData("See https://a.example/ and https://b.example/ for mine, held.", "preview")]
    public async Task Views_ByAProofOfWhoWrote_AreBoundedToo(string text, string proof)
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.NewBrowser().GetStringAsync(story.Path, Cancel);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["comment_post_ID"] = story.Id.ToString(), ["author"] = "Ada", ["email"] = "ada@example.org", ["comment"] = text,
        });
        using var posted = await _site.NewBrowser().PostAsync("/comments", form, Cancel);
        Assert.Contains($"?{proof}=", posted.Headers.Location!.ToString(), StringComparison.Ordinal);
        var (statuses, reads) = (new List<HttpStatusCode>(), _site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync"));
        for (var i = 0; i < 6; i++)
        {
            using var answer = await _site.NewBrowser().GetAsync(posted.Headers.Location, Cancel);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.All(statuses[..3], status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.All(statuses[3..], status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        Assert.Equal(reads + 3, _site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync"));
    }

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private sealed class StrictSite : NewsSite
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:ViewsPerMinute", "3"), new("Read:FreshFor", "00:01:00")];
    }
}
