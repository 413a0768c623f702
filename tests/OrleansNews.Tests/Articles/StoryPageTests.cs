using System.Net;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>What a reader gets at a story's address.</summary>
public class StoryPageTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_WithoutComments_SaysNoResponsesYet()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var page = await site.NewBrowser().GetStringAsync(story.Path, Cancel);

        Assert.Contains("No responses yet", page, StringComparison.Ordinal);
        Assert.Contains($"<h1 class=\"headline\" dir=\"auto\">{story.Title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>at four</strong>", page, StringComparison.Ordinal);
        Assert.Contains("Leave a Reply", page, StringComparison.Ordinal);
        Assert.DoesNotContain("One response to", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_WithOneAndTwoComments_CountsThemInWords()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await site.CommentAsync(story, "Ada", "The first word.");
        Assert.Contains($"One response to “{story.Title}”", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);

        await site.CommentAsync(story, "Bo", "The second word.", first.Id);
        var page = await site.NewBrowser().GetStringAsync(story.Path, Cancel);
        Assert.Contains($"2 responses to “{story.Title}”", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"comment-{first.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains($"{story.Path}?replytocom={first.Id}#respond", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Story_AskedToReplyToAComment_NamesItsAuthor()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.CommentAsync(story, "Ada", "Who answers?");
        var page = await site.NewBrowser().GetStringAsync($"{story.Path}?replytocom={comment.Id}", Cancel);

        Assert.Contains("Leave a Reply to Ada", page, StringComparison.Ordinal);
        Assert.Contains("Cancel reply", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"comment_parent\" id=\"comment_parent\" value=\"{comment.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("noindex", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slug_Changed_OldAddressesLeadToTheNewOnes_AndNothingIsAtTwo()
    {
        var article = await site.Grains.NewArticleAsync();
        var first = await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.Contains("Nobody on the quay", await site.NewBrowser().GetStringAsync(first.Path, Cancel), StringComparison.Ordinal);
        var second = await article.PublishedAsync(Stories.Harbour with { Slug = $"mud-{Guid.NewGuid():N}" }, first.Version);
        var third = await article.PublishedAsync(Stories.Harbour with { Slug = $"silt-{Guid.NewGuid():N}" }, second.Version);
        foreach (var (old, query) in new[] { (first.Path, ""), (second.Path, "?utm_source=x"), (first.Path, "comment-page-1/"), (second.Path, "feed/") })
        {
            using var answer = await site.NewBrowser().GetAsync(old + query, Cancel);
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.Equal(third.Path + query, answer.Headers.Location!.ToString());
        }

        Assert.Contains("Nobody on the quay", await site.NewBrowser().GetStringAsync(third.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_WithoutSlashOrByNumber_LeadsToThePermalink()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        foreach (var address in new[] { story.Path.TrimEnd('/'), $"/?p={story.Id}", story.Path.ToUpperInvariant() })
        {
            using var answer = await site.NewBrowser().GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.Equal(story.Path, answer.Headers.Location!.ToString());
        }
    }

    [Theory]
    [InlineData("/2026/11/22/nobody-wrote-this/")]
    [InlineData("/2026/13/45/no-such-day/")]
    [InlineData("/?p=999999")]
    [InlineData("/?p=x")]
    [InlineData("/nothing")]
    [InlineData("/comments/1234567890123")]
    public async Task Address_ThatLeadsNowhere_IsAHelpfulPage(string address)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Page not found", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Story_Withdrawn_IsGoneWithItsText()
    {
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Author)));

        using var answer = await site.NewBrowser().GetAsync(saved.Path, Cancel);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.DoesNotContain("Nobody on the quay", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_ThatDidNotChange_IsNotSentAgain()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var first = await site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.True(first.Headers.CacheControl!.Public);
        Assert.Empty(first.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);

        using var again = new HttpRequestMessage(HttpMethod.Get, story.Path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.NewBrowser().SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task FrontPage_ListsTheStory_WithItsSection()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var page = await site.NewBrowser().GetStringAsync("/", Cancel);
        Assert.Contains(story.Path, page, StringComparison.Ordinal);
        Assert.Contains("/category/local/", page, StringComparison.Ordinal);
        Assert.Contains(story.Path, await site.NewBrowser().GetStringAsync("/category/local/", Cancel), StringComparison.Ordinal);
        Assert.Contains(story.Path, await site.NewBrowser().GetStringAsync("/tag/harbour/", Cancel), StringComparison.Ordinal);
        Assert.Contains(story.Path, await site.NewBrowser().GetStringAsync("/2026/11/", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfAnyKind_ConfinesThePage()
    {
        using var answer = await site.NewBrowser().GetAsync("/nothing", Cancel);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }
}
