namespace OrleansNews.Comments.Threads;

/// <summary>What the rules ask about one comment.</summary>
internal readonly record struct CommentFacts(
    int Number,
    CommentStatus Status,
    CommentStatus Before,
    CommentStatus First,
    int Version,
    int Depth,
    long Sequence,
    long Seconds,
    long PayloadHash,
    ulong Browser,
    bool Notify,
    bool IsFlagged = false);
