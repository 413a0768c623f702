using System.Globalization;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Votes and flags, checked against the comment they are about before a grain is woken for them.</summary>
internal sealed class ReaderActions(IClusterClient cluster, StoryReader stories, IOptions<ReadOptions> options)
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

    public Task<VoteCount> VoteAsync(CommentId id, BrowserId browser, Vote vote) =>
        cluster.GetGrain<IThreadVotesGrain>(id.Article.Value, IThreadVotesGrain.ShardOf(id).ToString(CultureInfo.InvariantCulture))
            .VoteAsync(id, browser, vote).WaitAsync(options.Value.WriteDeadline);

    public Task<bool> FlagAsync(FlagComment flag) => Thread(flag.Id).FlagAsync(flag).WaitAsync(options.Value.WriteDeadline);

    private ICommentThreadGrain Thread(CommentId id) => cluster.GetGrain<ICommentThreadGrain>(id.Article.Value);
}
