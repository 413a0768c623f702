using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>Who voted for what in one thread. Key: the <see cref="ArticleId"/>, extended by the shard of the comment (<see cref="ShardOf"/>).</summary>
[Alias("news.thread-votes")]
public interface IThreadVotesGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>How many shards a thread's votes have; the number is part of the stored data.</summary>
    const int Shards = 16;

    /// <summary>The shard that keeps the votes on a comment.</summary>
    static int ShardOf(CommentId comment) => comment.Number % Shards;

    /// <summary>Casts, changes or (with <see cref="Vote.None"/>) takes back the one vote of a browser. Durable on return; the answer is the count after it.</summary>
    [Alias("vote")]
    Task<VoteCount> VoteAsync(CommentId comment, BrowserId browser, Vote vote);

    /// <summary>The votes that a browser cast on these comments; comments without a vote are left out.</summary>
    [Alias("mine")]
    Task<ImmutableArray<CastVote>> GetVotesAsync(BrowserId browser, ImmutableArray<CommentId> comments);

    /// <summary>
    /// The counts of this shard that changed behind <paramref name="afterVersion"/>; all of them when it is 0 or when that is not known any more. The thread asks
    /// this after a restart; it does not mark anything as sent.
    /// </summary>
    [Alias("counts")]
    Task<ShardVotes> GetCountsAsync(long afterVersion);
}

/// <summary>Vote counts of a shard.</summary>
/// <param name="Version">The shard's version: what <see cref="ICommentThreadGrain.ApplyVotesAsync"/> is called with.</param>
/// <param name="Counts">Absolute counts.</param>
[GenerateSerializer, Immutable, Alias("news.ShardVotes")]
public sealed record ShardVotes([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<VoteCount> Counts);

/// <summary>A reader's opinion of a comment. Stored; never renumber.</summary>
public enum Vote : byte
{
    /// <summary>No vote, or taken back.</summary>
    None = 0,

    /// <summary>For.</summary>
    Up = 1,

    /// <summary>Against.</summary>
    Down = 2,
}

/// <summary>A vote that was cast.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Vote">The vote.</param>
[GenerateSerializer, Immutable, Alias("news.CastVote")]
public readonly record struct CastVote([property: Id(0)] CommentId Id, [property: Id(1)] Vote Vote);
