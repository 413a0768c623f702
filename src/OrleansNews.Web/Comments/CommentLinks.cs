using Microsoft.AspNetCore.Http.Extensions;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Finds the page that shows a comment.</summary>
internal sealed class CommentLinks(IClusterClient cluster, StoryReader stories, SiteFrames frames, SignedTokens<PreviewToken> previews, SignedTokens<WrittenToken> written, IOptions<ReadOptions> options)
{
    /// <summary>The address of a visible comment on its page; null when no page shows it.</summary>
    public Task<string?> FindAsync(CommentId id) => FindAsync(id, null);

    private async Task<string?> FindAsync(CommentId id, ThreadPosition? proof)
    {
        if (!id.IsNative || await stories.FindPathAsync(id.Article) is not { } path) return null;
        var settings = (await frames.GetSettingsAsync()).Discussion;
        var thread = cluster.GetGrain<ICommentThreadGrain>(id.Article.Value);
        var finding = settings.IsFlat
            // An older silo counts conversations: its page may be one beside.
            ? OlderSilo.ElseAsync(() => thread.FindFlatAsync(id, settings.ConversationsPerPage), () => thread.FindAsync(id, settings.ConversationsPerPage))
            : thread.FindAsync(id, settings.ConversationsPerPage);
        var location = await finding.WaitAsync(options.Value.Deadline);
        if (location is null or { Page: 0 }) return null;
        var query = new QueryBuilder();
        if (location is { BelowParent: { } cursor, View.Parent: { } parent })
        {
            query.Add(PageQuestions.Replies, parent.ToString());
            query.Add("cursor", cursor);
        }

        if (proof is { } position) query.Add(PageQuestions.Written, written.Sign(new(id.Article, position)));
        var isOwnPage = settings.FirstPageByDefault ? location.Page == 1 : location.IsNewestPage;
        var page = isOwnPage || location.BelowParent is not null ? Urls.Encode(path) : Urls.CommentPage(path, location.Page);
        return $"{page}{query}#comment-{id}";
    }

    /// <summary>
    /// Where its author is sent after a comment was accepted: to the comment, or to a preview of it that nobody else can open. The comment is
    /// stored by now, so a cluster that stopped answering is no reason to say otherwise: the short address will find it later.
    /// </summary>
    /// <param name="posted">The comment.</param>
    /// <param name="remembered">Whether the author let the browser remember them.</param>
    /// <param name="proven">Whether the address carries the proof that makes the next page show the comment, whichever front end is asked.</param>
    public async Task<string> AfterPostingAsync(CommentPosted posted, bool remembered, bool proven = false)
    {
        try
        {
            if (posted.Status == CommentStatus.Approved) return await FindAsync(posted.Id, proven ? posted.Position : null) ?? Urls.Comment(posted.Id);
            if (await stories.FindPathAsync(posted.Id.Article) is not { } path) return Urls.Comment(posted.Id);
            var query = new QueryBuilder { { PageQuestions.Preview, previews.Sign(new(posted.Id, remembered)) } };
            if (proven) query.Add(PageQuestions.Written, written.Sign(new(posted.Id.Article, posted.Position)));
            return $"{Urls.Encode(path)}{query}#comment-{posted.Id}";
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return Urls.Comment(posted.Id);
        }
    }
}
