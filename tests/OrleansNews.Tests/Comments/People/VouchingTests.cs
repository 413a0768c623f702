using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

/// <summary>What is asked of threads before somebody is trusted: where single comments stand, and never what they say.</summary>
public sealed class VouchingTests(NewsCluster cluster) : IClassFixture<NewsCluster>, IDisposable
{
    private const string FindComment = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.FindByStatusAsync)}";

    private static int _articles = 72_000;

    private readonly List<CommentId> _asked = [];

    public void Dispose() => cluster.Calls.Instead = null;

    [Fact]
    public async Task Comments_OfWhichTheNewestIsSeen_AreNotAskedAbout()
    {
        var (story, other) = (NextStory(), NextStory());
        CommentId[] comments = [await PostAsync(story, CommentStatus.Approved), await PostAsync(story, CommentStatus.Approved), await PostAsync(other, CommentStatus.Approved)];

        Assert.True(await IsOneSeenAsync(comments));

        Assert.Equal([comments[0]], _asked);
    }

    [Fact]
    public async Task Comments_OfWhichTheNewestAreHidden_AreAskedAbout_UpToTheFirstThatIsSeen()
    {
        var (story, other) = (NextStory(), NextStory());
        CommentId[] comments =
        [
            await PostAsync(story, CommentStatus.Spam), await PostAsync(other, CommentStatus.Held), await PostAsync(story, CommentStatus.Approved), await PostAsync(other, CommentStatus.Approved),
        ];

        Assert.True(await IsOneSeenAsync(comments));

        Assert.Equal(comments[..3], _asked);
    }

    [Fact]
    public async Task Comments_OfWhichNoneIsSeen_VouchForNobody()
    {
        var story = NextStory();
        // Another one is seen behind each of them.
        CommentId[] comments = [await PostAsync(story, CommentStatus.Spam), new(7), await PostAsync(story, CommentStatus.Held)];
        await PostAsync(story, CommentStatus.Approved);

        Assert.False(await IsOneSeenAsync(comments));
        Assert.False(await IsOneSeenAsync([]));

        Assert.Equal([comments[0], comments[2]], _asked);
    }

    private static ArticleId NextStory() => new(Interlocked.Increment(ref _articles));

    private async Task<CommentId> PostAsync(ArticleId story, CommentStatus status) =>
        Assert.IsType<CommentPosted>(await cluster.Client.GetGrain<ICommentThreadGrain>(story.Value).PostAsync(Posts.New($"{Guid.NewGuid()}", status: status))).Id;

    private Task<bool> IsOneSeenAsync(IEnumerable<CommentId> comments)
    {
        cluster.Calls.Instead = call =>
        {
            Assert.Equal(FindComment, ClientCalls.NameOf(call));
            _asked.Add(CommentId.Native(new(call.TargetId.GetIntegerKey()), (int)call.Request.GetArgument(1)! + 1));
            return call.Invoke();
        };
        return Vouching.IsOneSeenAsync(cluster.Client, comments);
    }
}
