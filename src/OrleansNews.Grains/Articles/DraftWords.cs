namespace OrleansNews.Articles;

/// <summary>What is said when a draft goes out: kept with the draft, and with the plan once there is one. Pure.</summary>
internal static class DraftWords
{
    /// <summary>What is said when the draft goes out.</summary>
    public static PublicationWords WordsOf(ArticleState state) => state switch
    {
        { Schedule: { } schedule } => Normalise(new(schedule.Reason, schedule.Correction ?? "", schedule.ShowsChange)),
        { Draft: not null, Words: { } words } => new(words.Reason, words.Correction, words.ShowsChange),
        _ => PublicationWords.None,
    };

    /// <summary>The words without blanks around them. Where nothing is corrected there is nothing to compare, and whether it is shown makes no difference.</summary>
    public static PublicationWords Normalise(PublicationWords words) => new(words.Reason.Trim(), words.Correction.Trim(), words.ShowsChange || string.IsNullOrWhiteSpace(words.Correction));

    /// <summary>Whether the draft goes out with these words, as <see cref="Normalise"/> gives them; null asks for none.</summary>
    public static bool Says(this ArticleState state, PublicationWords? words) => words is null || words == WordsOf(state);

    /// <summary>The head, before it gets another draft, with what is said for that; null leaves what is said for the draft that it has.</summary>
    public static ArticleState Saying(this ArticleState state, PublicationWords? words) => (state.Schedule, words) switch
    {
        (_, null) => state.Draft is null ? state with { Words = null } : state,
        ({ } schedule, _) => state with { Schedule = schedule with { Reason = words.Reason, Correction = words.Note?.Text, ShowsChange = words.Note?.ShowsChange == true } },
        _ => state with { Words = Stored(words) },
    };

    /// <summary>The head without its plan: what was to be said stays with the draft.</summary>
    public static ArticleState WithoutPlan(this ArticleState state) => state.Schedule is null ? state : state with { Schedule = null, Words = Stored(WordsOf(state)) };

    private static ArticleWords? Stored(PublicationWords words) =>
        words == PublicationWords.None ? null : new() { Reason = words.Reason, Correction = words.Correction, ShowsChange = words.ShowsChange };
}
