using System.Collections.Immutable;

namespace OrleansNews.Moderation;

/// <summary>Where comments of one story stand, as of a position of its log.</summary>
[GenerateSerializer, Immutable, Alias("news.QueueReport")]
public sealed record QueueReport
{
    /// <summary>The story.</summary>
    [Id(0)] public required ArticleId Article { get; init; }

    /// <summary>The epoch of the thread's positions.</summary>
    [Id(1)] public required long Epoch { get; init; }

    /// <summary>The event up to which the queue was told before; 0 when this report needs none before it.</summary>
    [Id(2)] public required long After { get; init; }

    /// <summary>The event as of which the comments stand where they do, or a later one.</summary>
    [Id(3)] public required long AsOf { get; init; }

    /// <summary>Whether all that changed up to <see cref="AsOf"/> is told with this report; else more of them follow.</summary>
    [Id(4)] public required bool IsLast { get; init; }

    /// <summary>The comments, each with all queues that it stands in now.</summary>
    [Id(5)] public required ImmutableArray<QueuedComment> Comments { get; init; }

    /// <summary>Whether nobody decided anything in it: then it may wait a moment for others of its shard.</summary>
    [Id(6)] public bool CanWait { get; init; }
}

/// <summary>A comment and its queues.</summary>
/// <param name="Number">Its number in the thread.</param>
/// <param name="Seconds">When it was posted, in seconds since 1970: the order of every queue.</param>
/// <param name="Queues">Where it stands.</param>
[GenerateSerializer, Immutable, Alias("news.QueuedComment")]
public readonly record struct QueuedComment([property: Id(0)] int Number, [property: Id(1)] long Seconds, [property: Id(2)] ModerationQueues Queues);

/// <summary>Which part of a queue to read.</summary>
/// <param name="Queue">One queue.</param>
/// <param name="Before">The place behind which to go on: the last one of the page before. Null for the newest.</param>
/// <param name="Limit">At most so many, 1 to 1,000.</param>
/// <param name="Article">Only comments of this story; null for all.</param>
[GenerateSerializer, Immutable, Alias("news.QueueQuery")]
public sealed record QueueQuery(
    [property: Id(0)] ModerationQueues Queue,
    [property: Id(1)] QueuePlace? Before,
    [property: Id(2)] int Limit,
    [property: Id(3)] ArticleId? Article = null);

/// <summary>A place in a queue: comments of one second stand in the order of their ids.</summary>
/// <param name="Seconds">When the comment was posted, in seconds since 1970.</param>
/// <param name="Id">The comment.</param>
[GenerateSerializer, Immutable, Alias("news.QueuePlace")]
public readonly record struct QueuePlace([property: Id(0)] long Seconds, [property: Id(1)] CommentId Id);

/// <summary>A part of a queue.</summary>
/// <param name="Places">The newest first.</param>
/// <param name="Next">Where to go on; null at the end. A page of one story may be empty and go on all the same.</param>
[GenerateSerializer, Immutable, Alias("news.QueuePage")]
public sealed record QueuePage([property: Id(0)] ImmutableArray<QueuePlace> Places, [property: Id(1)] QueuePlace? Next);

/// <summary>How many comments stand in each queue.</summary>
/// <param name="Held">In <see cref="ModerationQueues.Held"/>.</param>
/// <param name="Flagged">In <see cref="ModerationQueues.Flagged"/>.</param>
/// <param name="All">In <see cref="ModerationQueues.All"/>.</param>
/// <param name="Spam">In <see cref="ModerationQueues.Spam"/>.</param>
/// <param name="Trash">In <see cref="ModerationQueues.Trash"/>.</param>
/// <param name="Version">Moves with every change.</param>
[GenerateSerializer, Immutable, Alias("news.QueueCounts")]
public sealed record QueueCounts(
    [property: Id(0)] int Held,
    [property: Id(1)] int Flagged,
    [property: Id(2)] int All,
    [property: Id(3)] int Spam,
    [property: Id(4)] int Trash,
    [property: Id(5)] long Version)
{
    /// <summary>How many stand in one queue.</summary>
    public int Of(ModerationQueues queue) => queue switch
    {
        ModerationQueues.Held => Held,
        ModerationQueues.Flagged => Flagged,
        ModerationQueues.All => All,
        ModerationQueues.Spam => Spam,
        ModerationQueues.Trash => Trash,
        _ => 0,
    };

    /// <summary>The counts of two shards together. Versions grow with every change of either.</summary>
    public static QueueCounts operator +(QueueCounts left, QueueCounts right) => new(
        left.Held + right.Held, left.Flagged + right.Flagged, left.All + right.All, left.Spam + right.Spam, left.Trash + right.Trash, left.Version + right.Version);
}
