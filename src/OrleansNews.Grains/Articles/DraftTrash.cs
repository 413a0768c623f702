using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>How a draft is thrown away and taken back. Pure.</summary>
internal static class DraftTrash
{
    /// <summary>How long it can be taken back, as WordPress keeps its own trash (<c>EMPTY_TRASH_DAYS</c>).</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(30);

    // Nobody has it on the way to an answer any more.
    private static readonly TimeSpan DeletedAfter = KeptFor + TimeSpan.FromHours(1);

    /// <summary>When the text of what is thrown away now is to be deleted.</summary>
    public static DateTimeOffset DeletionOf(DateTimeOffset thrownAwayAt) => thrownAwayAt + DeletedAfter;

    /// <summary>Whether it is about to be deleted, and can be taken back no more. What an older build threw away, which told the schedule nothing, can be for ever.</summary>
    public static bool IsOver(this ArticleTrash trash, DateTimeOffset now) => trash.Deletion != default && now - trash.At > KeptFor;

    /// <summary>The drafts that go when this is deleted: the one that was thrown away, and of a story that readers never had all that led to it.</summary>
    public static IEnumerable<string> TextsOf(this ArticleState state, ArticleTrash trash) => trash.Draft is { } draft
        ? [draft]
        : [.. new[] { state.Draft }.OfType<string>(), .. state.Saved.Select(saved => saved.Name), .. state.Discarded.Select(discarded => discarded.Name)];

    /// <summary>The head after these texts were deleted. A story that readers never had keeps its number and an empty draft: older builds must find a text.</summary>
    /// <param name="state">A head in whose trash is something that is over.</param>
    /// <param name="trash">That.</param>
    /// <param name="empty">The name of a draft without a word; null for a story that readers have.</param>
    public static ArticleState Deleted(this ArticleState state, ArticleTrash trash, string? empty) => empty is null
        ? state with { Trash = null }
        : state with
        {
            Draft = empty,
            Trash = new() { At = trash.At, By = trash.By, Kept = empty },
            WorkingTitle = "",
            Words = null,
            Saved = [],
            Discarded = [],
            LastNote = null,
            Mentioned = [],
        };

    /// <summary>The head without its draft. A story that readers never had keeps its text, and is in the trash.</summary>
    /// <param name="state">A head with a draft.</param>
    /// <param name="shownTitle">The headline of what remains.</param>
    /// <param name="actor">Who throws it away.</param>
    /// <param name="now">When.</param>
    /// <param name="deletion">What the schedule knows of it by.</param>
    public static ArticleState ThrowAway(this ArticleState state, string shownTitle, Actor actor, DateTimeOffset now, Guid deletion)
    {
        var unplanned = state.WithoutPlan() with { Version = state.Version + 1, InReview = false };
        var trash = new ArticleTrash { At = now, By = actor.Name, Title = state.WorkingTitle, InReview = state.InReview, Deletion = deletion };
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
