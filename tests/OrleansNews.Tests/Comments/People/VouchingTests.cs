using System.Collections.Immutable;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

/// <summary>What is asked of threads before somebody is trusted: comments are read with their words.</summary>
public sealed class VouchingTests(NewsCluster cluster) : IClassFixture<NewsCluster>, IDisposable
{
    private const string ReadComments = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.ReadForModeratorsAsync)}";

    private static int _articles = 72_000;

    private readonly List<ImmutableArray<CommentId>> _asked = [];

    public void Dispose() => cluster.Calls.Instead = null;

    [Fact]
    public async Task Comments_OfWhichTheNewestIsSeen_AreNotAskedAbout()
    {
        var (story, other) = (NextStory(), NextStory());
        CommentId[] comments = [await PostAsync(story, CommentStatus.Approved), await PostAsync(story, CommentStatus.Approved), await PostAsync(other, CommentStatus.Approved)];

        Assert.True(await IsOneSeenAsync(comments));

        Assert.Equal([comments[0]], Assert.Single(_asked));
    }

    [Fact]
    public async Task Comments_OfWhichTheNewestIsHidden_AreAskedAbout_EachOnce_AndNoThreadBehindOneThatShowsOne()
    {
        var (story, other, last) = (NextStory(), NextStory(), NextStory());
        CommentId[] comments =
        [
            await PostAsync(story, CommentStatus.Spam), await PostAsync(other, CommentStatus.Approved), await PostAsync(story, CommentStatus.Held), await PostAsync(other, CommentStatus.Trash),
            await PostAsync(last, CommentStatus.Approved),
        ];

        Assert.True(await IsOneSeenAsync(comments));

        Assert.Collection(_asked, first => Assert.Equal([comments[0]], first), others => Assert.Equal([comments[1], comments[3]], others));
    }

    [Fact]
    public async Task Comments_OfWhichNoneIsSeen_VouchForNobody()
    {
        var story = NextStory();
        CommentId[] comments = [await PostAsync(story, CommentStatus.Spam), new(7), await PostAsync(story, CommentStatus.Held)];

        Assert.False(await IsOneSeenAsync(comments));
        Assert.False(await IsOneSeenAsync([]));

        Assert.Equal([1, 1], _asked.Select(ids => ids.Length));
    }

    private static ArticleId NextStory() => new(Interlocked.Increment(ref _articles));

    private async Task<CommentId> PostAsync(ArticleId story, CommentStatus status) =>
        Assert.IsType<CommentPosted>(await cluster.Client.GetGrain<ICommentThreadGrain>(story.Value).PostAsync(Posts.New($"{Guid.NewGuid()}", status: status))).Id;

    private Task<bool> IsOneSeenAsync(IEnumerable<CommentId> comments)
    {
        cluster.Calls.Instead = call =>
        {
            if (ClientCalls.NameOf(call) == ReadComments) _asked.Add((ImmutableArray<CommentId>)call.Request.GetArgument(0)!);
            return call.Invoke();
        };
        return Vouching.IsOneSeenAsync(cluster.Client, comments);
    }
}
