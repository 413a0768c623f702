using OrleansNews.Accounts;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

public sealed class ArticleGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Publish_FirstTime_IsReadableAtItsPermalinkOnReturn()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();

        var saved = Assert.IsType<ArticleSaved>(await article.PublishAsync(new(content, 0, Stories.Author)));

        Assert.Equal((ArticleStatus.Published, 1), (saved.Status, saved.Version));
        Assert.Equal($"/2026/11/22/{Slugs.From(content.Title)}/", saved.Path);
        Assert.Equal(new PermalinkTarget(article.Id(), null, true), await cluster.Client.FindPathAsync(saved.Path));
        var read = await article.GetPublishedAsync(0);
        Assert.NotNull(read);
        Assert.Equal((1L, saved.Path, content.Title), (read.Revision, read.Path, read.Title));
        Assert.Equal("<p>The first boats come in <strong>at four</strong>.</p>\n<p>Nobody on the quay speaks.</p>", read.Html);
        Assert.Equal(["mara-lind"], read.Authors.Select(author => author.Slug));
        Assert.Equal(["mara"], read.Owners);
        Assert.Equal(cluster.Time.GetUtcNow(), read.PublishedAt);
        Assert.Equal(read.PublishedAt, read.UpdatedAt);
    }
}
