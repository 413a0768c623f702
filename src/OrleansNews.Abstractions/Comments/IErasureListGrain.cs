using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>
/// Who was erased, and when: by commenter keys, which tell nobody who it was. Kept apart from the backups, so that a restore cannot bring erased people
/// back. Key: the shard, <see cref="ShardOf"/>.
/// </summary>
[Alias("news.erasure-list")]
public interface IErasureListGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are; the number is part of the stored data.</summary>
    const int Shards = 64;

    /// <summary>The shard that lists a commenter.</summary>
    static int ShardOf(string commenter) => (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(commenter)) % Shards);

    /// <summary>Records an erasure that begins now. Durable on return.</summary>
    [Alias("add")]
    Task AddAsync(string commenter);

    /// <summary>The erasures of this shard at or after a time, oldest first: what a restore must not lose.</summary>
    [Alias("list")]
    Task<ImmutableArray<Erasure>> GetSinceAsync(DateTimeOffset since);

    /// <summary>Takes over a list that was kept apart; of two entries of one commenter the later one stays. Idempotent.</summary>
    [Alias("merge")]
    Task MergeAsync(ImmutableArray<Erasure> erasures);

    /// <summary>
    /// After a restore, before readers come: erases again whoever was erased after the backup was taken. Returns how many. Idempotent, and to be called
    /// again when it throws. Who came back after an erasure older than the backup is left alone.
    /// </summary>
    [Alias("replay")]
    Task<int> ReplayAsync(DateTimeOffset backupTakenAt);
}

/// <summary>An erasure.</summary>
/// <param name="Commenter">The commenter's key.</param>
/// <param name="At">When it was ordered.</param>
[GenerateSerializer, Immutable, Alias("news.Erasure")]
public readonly record struct Erasure([property: Id(0)] string Commenter, [property: Id(1)] DateTimeOffset At);
