using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Listings;

/// <summary>Feeds that did not change cost nobody anything. A newspaper of its own, in which no comment is on its way to the feeds that no test waits for.</summary>
public sealed class ConditionalFeedTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/feed/")]
    [InlineData("/feed/atom/")]
    [InlineData("/comments/feed/")]
    [InlineData("/comments/feed/atom/")]
    [InlineData("/category/local/feed/")]
    [InlineData("/tag/harbour/feed/")]
    [InlineData("/author/mara-lind/feed/atom/")]
    [InlineData("/2026/11/feed/")]
    [InlineData("STORY/feed/")]
    [InlineData("STORY/feed/atom/")]
    public async Task Feed_ThatDidNotChange_IsNotSentAgain(string address)
    {
        var (now, word) = (site.Cluster.Time.GetUtcNow(), $"word{Guid.NewGuid():N}");
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Ada", word);
        await site.UntilLatestKnowsAsync(word);
        address = address.Replace("STORY/", story.Path, StringComparison.Ordinal);
        using var first = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(now, first.Content.Headers.LastModified!.Value);

        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(address, ask => ask.Headers.IfNoneMatch.Add(first.Headers.ETag)));
        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(address, ask => ask.Headers.IfModifiedSince = first.Content.Headers.LastModified));
        Assert.Equal(HttpStatusCode.OK, await AskAgainAsync(address, ask => ask.Headers.IfModifiedSince = first.Content.Headers.LastModified!.Value.AddHours(-1)));
        Assert.Equal(HttpStatusCode.OK, await AskAgainAsync(address, ask =>
        {
            ask.Headers.IfNoneMatch.ParseAdd("\"another\"");
            ask.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        }));

        using var head = await site.NewBrowser().SendAsync(new(HttpMethod.Head, address), Cancel);
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
    }

    private async Task<HttpStatusCode> AskAgainAsync(string address, Action<HttpRequestMessage> ask)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        ask(request);
        using var answer = await site.NewBrowser().SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
