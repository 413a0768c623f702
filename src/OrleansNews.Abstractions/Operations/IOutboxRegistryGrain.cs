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

    /// <summary>
    /// Records that <paramref name="owner"/> may be dirty; durable on return. The answer numbers the registration, so that a late
    /// <see cref="CompleteAsync"/> of an earlier dirty period, or of a second activation of the owner, cannot end this one.
    /// </summary>
    [Alias("register")]
    Task<long> RegisterAsync(GrainId owner);

    /// <summary>Records that <paramref name="owner"/> is clean, unless it registered again since <paramref name="registration"/>. A lost call costs one needless wake.</summary>
    [Alias("complete")]
    Task CompleteAsync(GrainId owner, long registration);

    /// <summary>
    /// Asks every owner that has been dirty for longer than <paramref name="age"/> to deliver, and waits for them; one that fails is asked again
    /// later. Returns at once while an earlier call is still waiting. Called by a ticker in each silo.
    /// </summary>
    [Alias("wake")]
    Task WakeAsync(TimeSpan age);
}
