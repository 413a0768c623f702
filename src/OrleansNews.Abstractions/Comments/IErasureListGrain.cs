using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>
/// Who was erased, and when: by commenter keys, which tell nobody who it was. It rests with all other state and goes back with it when a backup is restored. So a copy of it is kept apart from the
/// backups (<c>erasures export</c>) and applied after every restore (<c>erasures apply</c>): else that would bring erased people back. Key: the shard, <see cref="ShardOf"/>.
/// </summary>
[Alias("news.erasure-list")]
public interface IErasureListGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are; the number is part of the stored data.</summary>
    const int Shards = 64;

    /// <summary>How many persons one call erases again: each may have written in many threads, and a call is answered in seconds.</summary>
    const int MostReplayed = 3;

    /// <summary>The shard that lists a commenter.</summary>
    static int ShardOf(string commenter) => (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(commenter)) % Shards);

    /// <summary>Records an erasure that begins now. Durable on return.</summary>
    [Alias("add")]
    Task AddAsync(string commenter);

    /// <summary>The erasures of this shard at or after a time, oldest first: what a restore must not lose.</summary>
    [Alias("list")]
    Task<ImmutableArray<Erasure>> GetSinceAsync(DateTimeOffset since);

    /// <summary>
    /// Takes over a list that was kept apart; of two entries of one commenter the later one stays. Idempotent. An entry that was not known is an erasure that this state has not seen: it is
    /// <see cref="ReplayAsync"/>'s to carry out.
    /// </summary>
    [Alias("merge")]
    Task MergeAsync(ImmutableArray<Erasure> erasures);

    /// <summary>
    /// After a restore, before readers come: erases again those whom a merged list names and whom this state still knows, oldest erasure first, at most <see cref="MostReplayed"/> in one call. Each
    /// once: who comes back afterwards is left alone, and so is who came back after an erasure older than the backup. Who could not be erased stays due and keeps nobody else from it; it throws when that is all who are left. Idempotent.
    /// </summary>
    /// <param name="since">Only erasures at or after it.</param>
    [Alias("replay-some")]
    Task<ErasureReplay> ReplayAsync(DateTimeOffset since);
}

/// <summary>What <see cref="IErasureListGrain.ReplayAsync"/> has done.</summary>
/// <param name="Persons">How many were erased again.</param>
/// <param name="Comments">How many comments of theirs were there; of one person at most 10,000 are counted.</param>
/// <param name="IsOver">Whether nobody is left.</param>
[GenerateSerializer, Immutable, Alias("news.ErasureReplay")]
public readonly record struct ErasureReplay([property: Id(0)] int Persons, [property: Id(1)] int Comments, [property: Id(2)] bool IsOver);

/// <summary>An erasure.</summary>
/// <param name="Commenter">The commenter's key.</param>
/// <param name="At">When it was ordered.</param>
[GenerateSerializer, Immutable, Alias("news.Erasure")]
public readonly record struct Erasure([property: Id(0)] string Commenter, [property: Id(1)] DateTimeOffset At);
