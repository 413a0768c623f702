using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Listings;

/// <summary>WordPress's plain addresses lead to where things are.</summary>
public class PlainAddressTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?category_name=politics", "/category/politics/")]
    [InlineData("?category_name=politics/local&paged=3", "/category/politics/local/page/3/")]
    [InlineData("?tag=Harbour&feed=rss2", "/tag/harbour/feed/")]
    [InlineData("?author_name=mara-lind&feed=atom", "/author/mara-lind/feed/atom/")]
    [InlineData("?m=2026", "/2026/")]
    [InlineData("?m=202611", "/2026/11/")]
    [InlineData("?m=20261122&paged=2", "/2026/11/22/page/2/")]
    [InlineData("?year=2026&monthnum=11&day=22", "/2026/11/22/")]
    [InlineData("?feed=rss2", "/feed/")]
    [InlineData("?feed=atom", "/feed/atom/")]
    [InlineData("?feed=comments-rss2", "/comments/feed/")]
    [InlineData("?feed=comments-atom", "/comments/feed/atom/")]
    [InlineData("?paged=2", "/page/2/")]
    [InlineData("?utm_source=x&paged=2", "/page/2/")]
    [InlineData("?tag=//evil.example/", "/tag/evil-example/")]
    public async Task Question_LeadsToTheOneAddress(string query, string path)
    {
        // Also when the front page is in memory.
        await site.NewBrowser().GetStringAsync("/", Cancel);
        using var answer = await site.NewBrowser().GetAsync("/" + query, Cancel);
        Assert.Equal((HttpStatusCode.MovedPermanently, path), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("/index.php", "/")]
    [InlineData("/index.php?p=7", "/?p=7")]
    [InlineData("/index.php/2026/11/22/mud/?x=1", "/2026/11/22/mud/?x=1")]
    [InlineData("/index.php/2026/11/22/h%C3%A4fen/", "/2026/11/22/h%C3%A4fen/")]
    [InlineData("/index.php//evil.example/", "/evil.example/")]
    [InlineData("/index.php/%5Cevil.example/", "/%5Cevil.example/")]
    [InlineData("/wp-rss2.php", "/feed/")]
    [InlineData("/wp-atom.php", "/feed/atom/")]
    [InlineData("/wp-commentsrss2.php", "/comments/feed/")]
    public async Task File_OfWordPress_LeadsToWhatItWas(string file, string address)
    {
        using var answer = await site.NewBrowser().GetAsync(file, Cancel);
        Assert.Equal((HttpStatusCode.MovedPermanently, address), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("?cat=3")]
    [InlineData("?author=1")]
    [InlineData("?p=x")]
    [InlineData("?p=999999")]
    [InlineData("?page_id=0")]
    [InlineData("?m=202613")]
    [InlineData("?m=20")]
    [InlineData("?monthnum=11")]
    [InlineData("?year=2026&monthnum=x")]
    [InlineData("?feed=gopher")]
    [InlineData("?paged=-1")]
    [InlineData("?category_name=..%2F..%2Flogin")]
    public async Task Question_ThatMeansNothing_LeadsNowhere(string query)
    {
        using var answer = await site.NewBrowser().GetAsync("/" + query, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Question_ForAStory_LeadsToIt_ItsCommentsAndTheirFeed()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        foreach (var (query, path) in new[]
        {
            ($"?p={story.Id}", story.Path), ($"?page_id={story.Id}", story.Path), ($"?p={story.Id}&cpage=2", story.Path + "comment-page-2/"),
            ($"?feed=rss2&p={story.Id}", story.Path + "feed/"), ($"?feed=comments-rss2&p={story.Id}", story.Path + "feed/"),
        })
        {
            using var answer = await site.NewBrowser().GetAsync("/" + query, Cancel);
            Assert.Equal((HttpStatusCode.MovedPermanently, path), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }
    }

    [Fact]
    public async Task Question_ForAWithdrawnStory_LeadsToWhereItWas_WhichIsGone()
    {
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        var story = (await article.GetPublishedAsync(0))!;
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Editor, "It was wrong.")));

        using var answer = await site.NewBrowser().GetAsync($"/?p={story.Id}", Cancel);
        Assert.Equal((HttpStatusCode.MovedPermanently, story.Path), (answer.StatusCode, answer.Headers.Location?.ToString()));
        using var gone = await site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Fact]
    public async Task Question_ToAnotherPage_IsNone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var answer = await site.NewBrowser().GetAsync(story.Path + "?m=2019&p=1", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
