using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

public class IntakeMemoryTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    // More than a silo has activations of the intake, so that each of them gets some.
    private const int AtOnce = 64;

    private int _people;

    [Fact]
    public async Task Story_ThatOneActivationAskedFor_IsKnownToAllOfTheSilo_ForASecond()
    {
        var article = await cluster.Client.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<CommentPosted>(await SubmitAsync(article.Id()));
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Editor, "It was wrong.")));

        // The clock stands: whoever asks now hears that the story is withdrawn.
        Assert.All(await SubmitManyAsync(article.Id()), answer => Assert.IsType<CommentPosted>(answer));

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(await SubmitManyAsync(article.Id()), answer => Assert.IsType<CommentRefused>(answer));
    }

    private Task<PostCommentResult[]> SubmitManyAsync(ArticleId article) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SubmitAsync(article)));

    private Task<PostCommentResult> SubmitAsync(ArticleId article)
    {
        var person = ++_people;
        return cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = article, Submission = SubmissionId.FromKey($"{person}"), Author = $"Person {person}", Email = $"person{person}@a.example", Text = $"Hello {person}", Address = $"192.0.2.{person}",
        });
    }
}
