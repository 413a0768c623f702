using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;

namespace OrleansNews.Comments;

/// <summary>A thread of its own for each test, in the cluster of small threads.</summary>
public abstract class SmallThread(SmallThreadsCluster cluster)
{
    protected const string Head = "thread";

    private static int _articles = 3000;

    protected static ArticleId NextArticle() => new(Interlocked.Increment(ref _articles));

    protected ArticleId Article { get; } = NextArticle();

    protected NewsCluster News => cluster.News;

    protected ICommentThreadGrain Thread => News.Client.GetGrain<ICommentThreadGrain>(Article.Value);

    protected async Task PostAsync(string text) => Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New(text)));

    protected async Task<CommentPosted> RetryAsync(PostComment post)
    {
        while (true)
        {
            try
            {
                return Assert.IsType<CommentPosted>(await Thread.PostAsync(post));
            }
            catch (ThreadUnavailableException)
            {
                await Task.Yield(); // The activation that lost has not ended yet.
            }
        }
    }

    protected async Task<List<string>> TextsAsync()
    {
        var texts = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Thread.ReadPageAsync(new ThreadPageQuery { Limit = 100, Cursor = cursor });
            texts.AddRange(page.Items.Select(item => item.Text));
            cursor = page.Next;
        }
        while (cursor is not null);
        return texts;
    }

    internal static GrainLogStore StoreOf(NewsCluster news, ArticleId article) => new(
        news.SiloServices.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME),
        pairs: null,
        news.Client.GetGrain<ICommentThreadGrain>(article.Value).GetGrainId(),
        Head);
}
