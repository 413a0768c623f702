namespace OrleansNews.Operations;

/// <summary>
/// Remembers, durably, which grains may have undelivered messages. Key: the shard, 0 to <see cref="Shards"/> - 1. An owner registers before
/// its state becomes dirty and completes after its outbox is durably empty, so a crash delays a delivery and never loses it.
/// </summary>
[Alias("news.outbox-registry")]
public interface IOutboxRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are; the number is part of the stored data.</summary>
    const int Shards = 64;

    /// <summary>Records that <paramref name="owner"/> may be dirty. Durable on return; a repeated registration costs nothing.</summary>
    [Alias("register")]
    Task RegisterAsync(GrainId owner);

    /// <summary>Records that <paramref name="owner"/> is clean.</summary>
    [Alias("complete")]
    Task CompleteAsync(GrainId owner);

    /// <summary>Asks every owner that has been dirty for longer than <paramref name="age"/> to deliver. Called by a ticker in each silo.</summary>
    [Alias("wake")]
    Task WakeAsync(TimeSpan age);
}
