using System.Collections.Immutable;

namespace OrleansNews.Articles;

/// <summary>What may be planned for a story, and what an embargo forbids. Pure.</summary>
internal static class PlanningRules
{
    private const int LongestCorrection = 2_000;
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(5 * 366);

    /// <summary>Nothing is saved by itself into a text that goes out by itself.</summary>
    public static FieldError NotByItself { get; } = new("", "The story goes out by itself, so nothing is saved without you. Press Save.", "not_by_itself");

    /// <summary>There was nothing left to go out.</summary>
    public static FieldError DraftGone { get; } = new("", "The draft is gone.", "draft_gone");

    /// <summary>What keeps a story from going out at this moment.</summary>
    public static ImmutableArray<FieldError> ValidateNow(ArticleState state, PublishArticle command, DateTimeOffset now)
    {
        // It is the draft that is under embargo: an old text of a story that readers have may come back, one of a story that they do not have may not.
        var isOfReaders = command.KeepsDraft && state.Status == ArticleStatus.Published;
        var embargo = state.EmbargoUntil > now && !isOfReaders ? new FieldError("embargo", "The story is under embargo. End the embargo first, or wait until it is over.", "under_embargo") : null;
        return embargo is null ? ValidateCorrection(state, command.Correction) : [embargo, .. ValidateCorrection(state, command.Correction)];
    }

    /// <summary>What is wrong with a plan to let the draft go out.</summary>
    public static ImmutableArray<FieldError> ValidatePlan(ArticleState state, DateTimeOffset at, CorrectionNote? correction, DateTimeOffset now)
    {
        var errors = ValidateCorrection(state, correction);
        if (at <= now) errors = errors.Add(new("at", "This moment has passed. Choose a later one.", "moment_passed"));
        if (at > now + Furthest) errors = errors.Add(new("at", "Choose a moment within five years.", "moment_too_far"));
        if (at < state.EmbargoUntil) errors = errors.Add(new("at", "The story is under embargo then. Choose a moment after it.", "plan_under_embargo"));
        return errors;
    }

    /// <summary>What is wrong with an embargo.</summary>
    public static ImmutableArray<FieldError> ValidateEmbargo(ArticleState state, DateTimeOffset until, DateTimeOffset now)
    {
        if (until <= now) return [new("embargo", "This moment has passed. Choose a later one.", "moment_passed")];
        if (until > now + Furthest) return [new("embargo", "Choose a moment within five years.", "moment_too_far")];
        return state.Schedule?.At < until ? [new("embargo", "The story is to go out before that. Plan its publication anew first.", "embargo_after_plan")] : [];
    }

    /// <summary>What is wrong with what is to be said when the draft goes out.</summary>
    public static ImmutableArray<FieldError> ValidateWords(ArticleState state, PublicationWords? words) =>
        words is null ? [] : ArticleRules.ValidateReason(words.Reason).AddRange(ValidateCorrection(state, words.Note));

    private static ImmutableArray<FieldError> ValidateCorrection(ArticleState state, CorrectionNote? correction)
    {
        if (correction is null) return [];
        if (state.Status != ArticleStatus.Published) return [new("correction", "Only what readers have seen can be corrected. Leave the correction empty.", "correction_unpublished")];
        return correction.Text.Trim().Length is >= 1 and <= LongestCorrection ? [] : [new("correction", "A correction has 1 to 2,000 characters.", "correction_length")];
    }
}
