using System.Collections.Immutable;

namespace OrleansNews.Articles;

/// <summary>A story that somebody still has to do with: one that readers do not see, or that has a change which they do not see.</summary>
[GenerateSerializer, Immutable, Alias("news.StoryInHand")]
public sealed record StoryInHand
{
    /// <summary>The story.</summary>
    [Id(0)] public required ArticleId Article { get; init; }

    /// <summary>The version of the story that this was made from; an older one never replaces it.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>The status.</summary>
    [Id(2)] public required ArticleStatus Status { get; init; }

    /// <summary>The headline as it was saved last; may be empty.</summary>
    [Id(3)] public string Title { get; init; } = "";

    /// <summary>Logins of the staff whose story it is.</summary>
    [Id(4)] public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>The name of who saved it last.</summary>
    [Id(5)] public string SavedBy { get; init; } = "";

    /// <summary>When it was saved last, to ten minutes.</summary>
    [Id(6)] public DateTimeOffset SavedAt { get; init; }

    /// <summary>Whether it waits for an editor.</summary>
    [Id(7)] public bool InReview { get; init; }

    /// <summary>Whether there is a draft that readers do not see.</summary>
    [Id(8)] public bool HasDraft { get; init; }

    /// <summary>Whether it was published ever.</summary>
    [Id(9)] public bool WasPublished { get; init; }

    /// <summary>When it goes out by itself; null when that is not planned.</summary>
    [Id(10)] public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>Until when it must not go out; null when it may. May have passed.</summary>
    [Id(11)] public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>Whether it could not go out when it was due.</summary>
    [Id(12)] public bool HasFailed { get; init; }

    /// <summary>Logins of colleagues whom a note calls and who have not seen it yet.</summary>
    [Id(13)] public ImmutableArray<string> Mentions { get; init; } = [];

    /// <summary>When it was thrown away before it was ever published; null when it was not.</summary>
    [Id(14)] public DateTimeOffset? DiscardedAt { get; init; }

    /// <summary>Whether both say the same, owner by owner.</summary>
    public bool Equals(StoryInHand? other) =>
        other is not null && Article == other.Article && Version == other.Version && Status == other.Status && Title == other.Title
        && Owners.AsSpan().SequenceEqual(other.Owners.AsSpan()) && SavedBy == other.SavedBy && SavedAt == other.SavedAt && InReview == other.InReview
        && HasDraft == other.HasDraft && WasPublished == other.WasPublished && ScheduledAt == other.ScheduledAt && EmbargoUntil == other.EmbargoUntil && HasFailed == other.HasFailed
        && Mentions.AsSpan().SequenceEqual(other.Mentions.AsSpan()) && DiscardedAt == other.DiscardedAt;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Article, Version);

    /// <summary>Without the headline, which may be under embargo: Orleans logs the arguments of a call that fails.</summary>
    public override string ToString() => $"story {Article}, version {Version}";
}
