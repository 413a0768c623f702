using System.Globalization;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Votes and flags, checked against the comment they are about before a grain is woken for them.</summary>
internal sealed class ReaderActions(IClusterClient cluster, StoryReader stories, IOptions<ReadOptions> options, TimeProvider time)
{
    /// <summary>The longest note of a flag, in characters.</summary>
    public const int LongestNote = 500;

    /// <summary>The comment, when readers can see it.</summary>
    public async Task<CommentView?> FindVisibleAsync(CommentId id)
    {
        if (!id.IsNative || await stories.FindPathAsync(id.Article) is null) return null;
        var found = await Thread(id).FindAsync(id, 1).WaitAsync(options.Value.Deadline);
        return found is { Status: CommentStatus.Approved } ? found.View : null;
    }

    /// <summary>The comment, when readers can see it, or when it is held and this browser wrote it.</summary>
    public async Task<CommentView?> FindEditableAsync(CommentId id, BrowserId? browser)
    {
        if (await FindVisibleAsync(id) is { } visible) return visible;
        if (browser is not { } author || !id.IsNative || await stories.FindPathAsync(id.Article) is null) return null;
        return await Thread(id).FindOwnAsync(id, author).WaitAsync(options.Value.Deadline);
    }

    /// <summary>Casts, changes or takes back a browser's vote.</summary>
    public Task<VoteCount> VoteAsync(CommentId id, BrowserId browser, Vote vote) => WriteAsync(
        () => cluster.GetGrain<IThreadVotesGrain>(id.Article.Value, IThreadVotesGrain.ShardOf(id).ToString(CultureInfo.InvariantCulture)).VoteAsync(id, browser, vote));

    /// <summary>Flags a comment; false when readers cannot see it any more.</summary>
    public Task<bool> FlagAsync(FlagComment flag) => WriteAsync(() => Thread(flag.Id).FlagAsync(flag));

    // A browser has one vote and one flag for a comment, however often it sends them.
    private Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var deadline = options.Value.WriteDeadline;
        return ClusterCalls.AgainAsync(() => write().WaitAsync(deadline / 2, time), deadline, time);
    }

    private ICommentThreadGrain Thread(CommentId id) => cluster.GetGrain<ICommentThreadGrain>(id.Article.Value);
}
