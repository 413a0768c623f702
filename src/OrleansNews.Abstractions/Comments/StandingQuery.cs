using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>Which comments of one thread a moderator looks for, by where they stand.</summary>
/// <param name="Statuses">Comments of these statuses.</param>
/// <param name="IsFlagged">Only those that a reader flagged, and about which no moderator has decided since.</param>
/// <param name="Before">Only older ones: <see cref="StandingPage.Next"/> of the page before. Null for the newest; a comment of another thread may be meant, too.</param>
/// <param name="Limit">At most so many, 1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("news.StandingQuery")]
public sealed record StandingQuery(
    [property: Id(0)] ImmutableArray<CommentStatus> Statuses,
    [property: Id(1)] bool IsFlagged,
    [property: Id(2)] CommentPlace? Before,
    [property: Id(3)] int Limit)
{
    /// <summary>Only by this person: key of the <see cref="ICommenterGrain"/>; empty for everybody. A silo of the build before finds those of everybody.</summary>
    [Id(4)] public string Commenter { get; init; } = "";

    /// <summary>Without the key of a person: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"standing: {(Statuses.IsDefault ? "" : string.Join(", ", Statuses))}";
}

/// <summary>Comments of one thread that stand where was looked.</summary>
/// <param name="Found">The newest first.</param>
/// <param name="Next">Where to go on; null at the end. A page of a build before may hold few comments, or none, and go on all the same.</param>
[GenerateSerializer, Immutable, Alias("news.StandingPage")]
public sealed record StandingPage([property: Id(0)] ImmutableArray<CommentPlace> Found, [property: Id(1)] CommentPlace? Next);

/// <summary>A comment and its time.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Seconds">When it was posted, in seconds since 1970.</param>
[GenerateSerializer, Immutable, Alias("news.CommentPlace")]
public readonly record struct CommentPlace([property: Id(0)] CommentId Id, [property: Id(1)] long Seconds);
