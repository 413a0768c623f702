using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>How a draft is thrown away and taken back. Pure.</summary>
internal static class DraftTrash
{
    /// <summary>The head without its draft. A story that readers never had keeps its text, and is in the trash.</summary>
    /// <param name="state">A head with a draft.</param>
    /// <param name="shownTitle">The headline of what remains.</param>
    /// <param name="actor">Who throws it away.</param>
    /// <param name="now">When.</param>
    public static ArticleState ThrowAway(this ArticleState state, string shownTitle, Actor actor, DateTimeOffset now)
    {
        var unplanned = state.WithoutPlan() with { Version = state.Version + 1, InReview = false };
        var trash = new ArticleTrash { At = now, By = actor.Name, Title = state.WorkingTitle, InReview = state.InReview };
        if (state.Revisions.IsEmpty) return unplanned with { Trash = trash with { Kept = state.Draft } };
        return unplanned with
        {
            Draft = null,
            // One that was in the trash still when an older build saved this draft.
            Discarded = state.Trash is { Draft: { } older } ? [.. state.Discarded, new() { Name = older, At = now }] : state.Discarded,
            Trash = trash with { Draft = state.Draft, Words = unplanned.Words, EmbargoUntil = state.EmbargoUntil },
            WorkingTitle = shownTitle,
            Words = null,
            EmbargoUntil = null,
        };
    }

    /// <summary>The head with the draft that was thrown away. Whoever throws it away again means it; an embargo that was set since holds as well as that of the draft.</summary>
    /// <param name="state">A head without a draft, or in the trash.</param>
    /// <param name="trash">Its <see cref="ArticleState.ThrownAway"/>.</param>
    public static ArticleState TakeBack(this ArticleState state, ArticleTrash trash)
    {
        var back = state with { Version = state.Version + 1, LastDecision = null, Trash = null, InReview = trash.InReview };
        if (trash.Draft is null) return back;
        return back with { Draft = trash.Draft, WorkingTitle = trash.Title, Words = trash.Words, EmbargoUntil = new[] { state.EmbargoUntil, trash.EmbargoUntil }.Max() };
    }
}
