using OrleansNews.Accounts;
using OrleansNews.Media;

namespace OrleansNews.Articles;

/// <content>Which pictures of the library the story shows.</content>
internal sealed partial class ArticleGrain
{
    public async Task<PictureUse?> GetPictureUseAsync(MediaId picture, long place, Actor actor)
    {
        var state = _head.Committed;
        if (state.Version == 0 || await UseOfAsync(state, picture) is not { } kind) return null;
        var mayOpen = ArticleRules.May(actor, Deed.Write, state);
        // What readers see is no secret.
        var title = kind == PictureUseKind.Shown ? (await _texts.GetShownAsync(state.Text!.Name!)).Text.ToContent().Title : mayOpen ? (await NewestContentAsync(state)).Title : "";
        return new(Id, 0, title, kind, mayOpen);
    }

    private async Task<PictureUseKind?> UseOfAsync(ArticleState state, MediaId picture)
    {
        if (state.Status == ArticleStatus.Published && Shows((await _texts.GetShownAsync(state.Text!.Name!)).Text.ToContent(), picture)) return PictureUseKind.Shown;
        if (state.Draft is { } draft && Shows(await _texts.GetDraftAsync(draft), picture)) return state.Schedule is null ? PictureUseKind.Draft : PictureUseKind.Planned;
        if (state.ThrownAway?.Draft is { } discarded && Shows(await _texts.GetDraftAsync(discarded), picture)) return PictureUseKind.Draft;
        if (state.Status == ArticleStatus.Withdrawn && state.Draft is null && Shows(await NewestContentAsync(state), picture)) return PictureUseKind.Withdrawn;
        return null;
    }

    private Task TellPicturesAsync(ArticleContent content)
    {
        var shown = PictureReferences.In(content.Body);
        return _pictures.TellAsync(0, content.LeadImage is { } lead ? shown.Add(lead.Media) : shown);
    }

    private static bool Shows(ArticleContent content, MediaId picture) => content.LeadImage?.Media == picture || PictureReferences.Shows(content.Body, picture);
}
