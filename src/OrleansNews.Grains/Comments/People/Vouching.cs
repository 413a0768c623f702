using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>Whether readers see, by now, what somebody is trusted by.</summary>
internal static class Vouching
{
    /// <summary>Whether readers see one of these comments. None behind the first that they see is asked about, and no thread reads more than its index: what vouches is mostly old.</summary>
    public static async Task<bool> IsOneSeenAsync(IGrainFactory grains, IEnumerable<CommentId> comments)
    {
        foreach (var comment in comments.Where(comment => comment.IsNative))
        {
            var thread = grains.GetGrain<ICommentThreadGrain>(comment.Article.Value);
            var seen = await thread.FindByStatusAsync(CommentStatus.Approved, comment.Number - 1, limit: 1, Actor.System);
            if (seen.GetValueOrDefault().OrEmpty().Contains(comment)) return true;
        }

        return false;
    }
}
