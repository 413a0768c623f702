using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>Whether readers see, by now, what somebody is trusted by.</summary>
internal static class Vouching
{
    /// <summary>Whether readers see one of these comments. Each thread is asked once, and none behind the first that shows one.</summary>
    public static async Task<bool> IsOneSeenAsync(IGrainFactory grains, IEnumerable<CommentId> comments)
    {
        foreach (var thread in comments.Where(comment => comment.IsNative).GroupBy(comment => comment.Article))
        {
            var found = await grains.GetGrain<ICommentThreadGrain>(thread.Key.Value).ReadForModeratorsAsync([.. thread], Actor.System);
            if (found.GetValueOrDefault().OrEmpty().Any(comment => comment.View.Status == CommentStatus.Approved)) return true;
        }

        return false;
    }
}
