using AngleSharp.Html.Parser;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>A conversation that is too long for its page, read on without a script.</summary>
public class BranchPageTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task MoreReplies_LeadsFromPageToPage_AndShowsEachReplyOnce()
    {
        await site.DiscussAsync(settings => settings with { CommentsPerPage = 3 });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var root = await site.CommentAsync(story, "Ada", "The question");
        for (var i = 0; i < 8; i++) await site.CommentAsync(story, "Bo", $"Answer {i}", root.Id);

        var seen = new List<string>();
        var address = $"{story.Path}?replies={root.Id}";
        for (var page = 0; address is not null; page++)
        {
            Assert.True(page < 9, "The pages lead in a circle.");
            var html = new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(address, Cancel));
            seen.AddRange(html.QuerySelectorAll(".comment-content").Select(text => text.TextContent.Trim()).Where(text => text.StartsWith("Answer", StringComparison.Ordinal)));
            address = html.QuerySelector("nav.comment-pager a[rel~=next]")?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"Answer {i}"), seen);
    }
}
