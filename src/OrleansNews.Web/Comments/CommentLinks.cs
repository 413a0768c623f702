using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Finds the page that shows a comment.</summary>
internal sealed class CommentLinks(IClusterClient cluster, StoryReader stories, SiteFrames frames, PreviewTokens previews, IOptions<ReadOptions> options)
{
    /// <summary>The address of a visible comment on its page; null when no page shows it.</summary>
    public async Task<string?> FindAsync(CommentId id)
    {
        if (!id.IsNative || await stories.FindPathAsync(id.Article) is not { } path) return null;
        var settings = await frames.GetSettingsAsync();
        var location = await cluster.GetGrain<ICommentThreadGrain>(id.Article.Value)
            .FindAsync(id, settings.Discussion.CommentsPerPage).WaitAsync(options.Value.Deadline);
        return location is null or { Page: 0 } ? null
            : (location.IsNewestPage ? Urls.Encode(path) : Urls.CommentPage(path, location.Page)) + $"#comment-{id}";
    }

    /// <summary>
    /// Where its author is sent after a comment was accepted: to the comment, or to a preview of it that nobody else can open. The comment is
    /// stored by now, so a cluster that stopped answering is no reason to say otherwise: the short address will find it later.
    /// </summary>
    public async Task<string> AfterPostingAsync(CommentPosted posted, bool remembered)
    {
        try
        {
            if (posted.Status == CommentStatus.Approved) return await FindAsync(posted.Id) ?? Urls.Comment(posted.Id);
            if (await stories.FindPathAsync(posted.Id.Article) is not { } path) return Urls.Comment(posted.Id);
            return $"{Urls.Encode(path)}?preview={previews.Sign(new(posted.Id, remembered))}#comment-{posted.Id}";
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return Urls.Comment(posted.Id);
        }
    }
}
