namespace OrleansNews.Articles;

/// <summary>What the desk shows of a story. Pure.</summary>
internal static class StoriesInHand
{
    /// <summary>The desk says when a story was saved last to so much: a writer who saves every few seconds does not keep it busy.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(10);

    /// <summary>The story for the desk; null when nobody has to do with it any more.</summary>
    public static StoryInHand? Of(ArticleId id, ArticleState state)
    {
        if (state.Version == 0 || (state.Status == ArticleStatus.Published && state.Draft is null && state.Mentioned.IsEmpty)) return null;
        var savedAt = state.SavedAt ?? state.UpdatedAt ?? default;
        return new()
        {
            Article = id,
            Version = state.DeskVersion,
            Status = state.Status,
            Title = state.WorkingTitle,
            Owners = state.Owners,
            SavedBy = state.SavedBy,
            SavedAt = savedAt.AddTicks(-(savedAt.Ticks % Grain.Ticks)),
            InReview = state.InReview,
            HasDraft = state.Draft is not null,
            WasPublished = state.Revision > 0,
            ScheduledAt = state.Schedule?.At,
            EmbargoUntil = state.EmbargoUntil,
            Mentions = state.Mentioned,
            HasFailed = state.Schedule is { Problem.Length: > 0 },
            DiscardedAt = state.IsInTrash ? state.ThrownAway!.At : null,
        };
    }

    /// <summary>Whether the desk must be told of the change from one head to the next.</summary>
    public static bool Differ(ArticleId id, ArticleState before, ArticleState next) => Unversioned(Of(id, before)) != Unversioned(Of(id, next));

    private static StoryInHand? Unversioned(StoryInHand? story) => story is null ? null : story with { Version = 0 };
}
