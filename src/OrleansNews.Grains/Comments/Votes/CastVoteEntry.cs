namespace OrleansNews.Comments;

/// <summary>A vote as it is kept.</summary>
/// <param name="Comment">The comment's number in its thread.</param>
/// <param name="Browser">The hash of the browser.</param>
/// <param name="Vote">The vote; <see cref="Comments.Vote.None"/> takes an older one back.</param>
internal readonly record struct CastVoteEntry(int Comment, ulong Browser, Vote Vote);
