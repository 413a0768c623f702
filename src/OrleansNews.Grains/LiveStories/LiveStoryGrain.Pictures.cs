using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Media;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <content>Which pictures of the library the entries show.</content>
internal sealed partial class LiveStoryGrain
{
    public Task<PictureUse?> GetPictureUseAsync(MediaId picture, long place, Actor actor) => _head.ReadCommittedAsync(
        async state =>
        {
            if (await _trees.FindAsync(state, place) is not { } entry) return null;
            var text = await _texts.GetAsync(entry.Text);
            if (!PictureReferences.Shows(text.Body, picture) || await GetStandingAsync(actor) is not { } standing) return null;
            var isShown = entry.IsShown && standing is { Status: ArticleStatus.Published, Live: not LiveOrder.None };
            var title = isShown || standing.MayWrite ? text.Headline.Length > 0 ? text.Headline : text.Summary : "";
            return new PictureUse(Id, place, title, isShown ? PictureUseKind.Shown : PictureUseKind.Withdrawn, standing.MayWrite);
        },
        Stale);
}
