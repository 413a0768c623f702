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

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private sealed class StrictSite : NewsSite
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:ViewsPerMinute", "3")];
    }
}
