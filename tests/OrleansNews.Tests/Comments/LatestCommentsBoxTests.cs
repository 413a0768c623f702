using AngleSharp.Html.Parser;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>The box beside the stories, on a newspaper of its own for each test: nobody else has commented there.</summary>
public sealed class LatestCommentsBoxTests : IAsyncLifetime
{
    private readonly NewsSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Box_WithoutComments_SaysSo()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());

        var page = await _site.NewBrowser().GetStringAsync(story.Path, TestContext.Current.CancellationToken);

        Assert.Contains("No comments to show.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Box_WithComments_ShowsTheFiveNewestAsWordPressDoes()
    {
        var cancel = TestContext.Current.CancellationToken;
        var story = await _site.PublishAsync((Stories.Harbour with { Title = "Boats & <nets>" }).Unique());
        var words = string.Join(' ', Enumerable.Range(1, 25).Select(word => $"word{word}"));
        var comments = new List<CommentPosted>();
        foreach (var author in new[] { "Ada", "Bo", "Cy", "Di", "Eve", "Fay" })
        {
            _site.Cluster.Time.Advance(TimeSpan.FromMinutes(1));
            comments.Add(await _site.CommentAsync(story, author, $"{author}said <b>{words}</b>"));
        }

        foreach (var author in new[] { "Bo", "Fay" }) await _site.UntilLatestKnowsAsync($"{author}said");
        var page = await _site.NewBrowser().GetStringAsync(story.Path, cancel);
        var box = new HtmlParser().ParseDocument(page).QuerySelector("section.latest-comments")!;

        Assert.Equal("Latest Comments", box.QuerySelector("h2")!.TextContent);
        Assert.DoesNotContain("No comments to show.", box.TextContent, StringComparison.Ordinal);
        var items = box.QuerySelectorAll("ol > li").ToList();
        Assert.Equal(["Fay", "Eve", "Di", "Cy", "Bo"], items.Select(item => item.QuerySelector(".latest-author")!.TextContent));
        foreach (var (item, posted) in items.Zip(comments.AsEnumerable().Reverse()))
        {
            var author = item.QuerySelector(".latest-author")!.TextContent;
            Assert.Equal($"{author} on {story.Title}", string.Join(' ', item.QuerySelector(".latest-line")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            Assert.Equal($"/comments/{posted.Id}", item.QuerySelector("a.latest-link")!.GetAttribute("href"));
            // Twenty words: the author's own and nineteen of the others.
            Assert.Equal($"{author}said " + string.Join(' ', words.Split(' ').Take(19)) + "…", item.QuerySelector(".latest-excerpt")!.TextContent);
        }
    }
}
