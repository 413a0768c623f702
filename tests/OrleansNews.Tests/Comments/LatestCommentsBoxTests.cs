using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>The box beside the stories, on a newspaper of its own: nobody else has commented there.</summary>
public class LatestCommentsBoxTests(NewsSite site) : IClassFixture<NewsSite>
{
    [Fact]
    public async Task Box_WithoutComments_SaysSo()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());

        var page = await site.NewBrowser().GetStringAsync(story.Path, TestContext.Current.CancellationToken);

        Assert.Contains("No comments to show.", page, StringComparison.Ordinal);
    }
}
