using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>Whether readers see, by now, what somebody is trusted by.</summary>
internal static class Vouching
{
    /// <summary>
    /// Whether readers see one of these comments. The first is asked about alone: mostly it is enough, and comments are read with their words. Then each thread is asked once, and none behind
    /// the first that shows one.
    /// </summary>
    public static async Task<bool> IsOneSeenAsync(IGrainFactory grains, IEnumerable<CommentId> comments)
    {
        var native = comments.Where(comment => comment.IsNative).ToList();
        if (await IsOneSeenAsync(grains, native.Take(1).GroupBy(comment => comment.Article))) return true;
        return await IsOneSeenAsync(grains, native.Skip(1).GroupBy(comment => comment.Article));
    }

    private static async Task<bool> IsOneSeenAsync(IGrainFactory grains, IEnumerable<IGrouping<ArticleId, CommentId>> threads)
    {
        foreach (var thread in threads)
        {
            var found = await grains.GetGrain<ICommentThreadGrain>(thread.Key.Value).ReadForModeratorsAsync([.. thread], Actor.System);
            if (found.GetValueOrDefault().OrEmpty().Any(comment => comment.View.Status == CommentStatus.Approved)) return true;
        }

        return false;
    }
}
