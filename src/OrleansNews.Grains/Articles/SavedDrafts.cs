using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Which drafts can be read after others took their place. Pure.</summary>
internal static class SavedDrafts
{
    private const int Most = 20;

    /// <summary>
    /// The head, before a draft of another text takes the place of its own. That can be read on when somebody meant to save it before readers had the story, or when it
    /// is somebody else's.
    /// </summary>
    /// <param name="state">The head.</param>
    /// <param name="mark">The save that is to come.</param>
    /// <param name="now">When.</param>
    public static ArticleState KeepingDraft(this ArticleState state, ArticleCommandMark mark, DateTimeOffset now)
    {
        if (state.Draft is not { } draft || !IsWorthKeeping(state, draft, mark)) return state;
        return state with { Saved = state.Saved.Add(new() { Name = draft, At = state.SavedAt ?? now, By = state.SavedBy }) };
    }

    /// <summary>The head with no more of them than can be read: the oldest are forgotten. They are replaced now, and so after all that were before.</summary>
    public static ArticleState ForgettingOldest(this ArticleState state, DateTimeOffset now) => state.Forgetting(state.Saved.Length - Most, now);

    /// <summary>The head that was published: what led to it is forgotten.</summary>
    public static ArticleState ForgettingSaved(this ArticleState state, DateTimeOffset now) => state.Forgetting(state.Saved.Length, now);

    private static ArticleState Forgetting(this ArticleState state, int oldest, DateTimeOffset now) => oldest <= 0
        ? state
        : state with { Saved = state.Saved[oldest..], Discarded = [.. state.Discarded, .. state.Saved.Take(oldest).Select(saved => new DiscardedDraft { Name = saved.Name, At = now })] };

    // What an older build saved has no mark: it may be anybody's.
    private static bool IsWorthKeeping(ArticleState state, string draft, ArticleCommandMark mark)
    {
        var known = state.LastText is { } last && last.Name == draft ? last : null;
        if (known?.Text == mark.Text) return false;
        return known?.Login != mark.Login || (state.Revisions.IsEmpty && !state.IsSavedByItself);
    }
}
