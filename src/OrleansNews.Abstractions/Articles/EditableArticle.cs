using System.Collections.Immutable;

namespace OrleansNews.Articles;

/// <summary>A story as its writers see it.</summary>
/// <param name="Id">The story.</param>
/// <param name="Version">What the next command must expect.</param>
/// <param name="Status">The status.</param>
/// <param name="Content">The draft if there is one, else the published content.</param>
/// <param name="Path">The permalink's path; empty before the first publication.</param>
/// <param name="PublishedAt">The first publication; null before it.</param>
/// <param name="Revisions">All revisions, oldest first.</param>
/// <param name="HasDraft">Whether <paramref name="Content"/> is a draft that readers do not see.</param>
[GenerateSerializer, Immutable, Alias("news.EditableArticle")]
public sealed record EditableArticle(
    [property: Id(0)] ArticleId Id,
    [property: Id(1)] long Version,
    [property: Id(2)] ArticleStatus Status,
    [property: Id(3)] ArticleContent Content,
    [property: Id(4)] string Path,
    [property: Id(5)] DateTimeOffset? PublishedAt,
    [property: Id(6)] ImmutableArray<RevisionSummary> Revisions,
    [property: Id(7)] bool HasDraft)
{
    /// <summary>Who has it open; null when nobody.</summary>
    [Id(8)] public EditLock? Lock { get; init; }

    /// <summary>Whether the draft waits for an editor.</summary>
    [Id(9)] public bool InReview { get; init; }

    /// <summary>Logins of the staff whose story it is.</summary>
    [Id(10)] public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>When the draft was saved last; null when there is none, or an older build saved it.</summary>
    [Id(11)] public DateTimeOffset? SavedAt { get; init; }

    /// <summary>The name of who saved the draft last; may be empty.</summary>
    [Id(12)] public string SavedBy { get; init; } = "";

    /// <summary>When the draft goes out by itself; null when that is not planned.</summary>
    [Id(13)] public PlannedPublication? Schedule { get; init; }

    /// <summary>Until when it must not go out; null when it may. May have passed.</summary>
    [Id(14)] public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>What readers were told of mistakes, oldest first.</summary>
    [Id(15)] public ImmutableArray<PublicCorrection> Corrections { get; init; } = [];

    /// <summary>What is said when the draft goes out, be it planned or not; null for nothing.</summary>
    [Id(16)] public PublicationWords? Words { get; init; }

    /// <summary>The draft that was thrown away, and may be taken back; null for none. One of a story that was never published is still its <see cref="Content"/>.</summary>
    [Id(17)] public DraftInTrash? Trash { get; init; }

    /// <summary>Drafts that others took the place of, oldest first, the last 20: those that were saved on purpose before the story was published ever, and those of somebody else.</summary>
    [Id(18)] public ImmutableArray<SavedDraft> Saved { get; init; } = [];
}

/// <summary>A draft that another one took the place of; kept until the story is published.</summary>
/// <param name="Name">For <see cref="IArticleGrain.GetSavedDraftAsync"/>.</param>
/// <param name="At">When it was saved.</param>
/// <param name="By">The name of who saved it.</param>
[GenerateSerializer, Immutable, Alias("news.SavedDraft")]
public sealed record SavedDraft([property: Id(0)] string Name, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By);

/// <summary>One line of a story's history.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it became durable.</param>
/// <param name="By">The name of who published or withdrew it.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Status"><see cref="ArticleStatus.Published"/>, or <see cref="ArticleStatus.Withdrawn"/> for the line that took the story back.</param>
[GenerateSerializer, Immutable, Alias("news.RevisionSummary")]
public sealed record RevisionSummary(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string By,
    [property: Id(3)] string Reason,
    [property: Id(4)] ArticleStatus Status);
