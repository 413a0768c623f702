namespace OrleansNews.Operations;

/// <summary>A grain whose state can hold messages for other grains that are not delivered yet.</summary>
[Alias("news.outbox-owner")]
public interface IOutboxOwner : IGrain
{
    /// <summary>
    /// Delivers what is undelivered and returns when the outbox is empty and durable as empty. Called by the owner itself after a
    /// commit and by the registry for owners that a crash left dirty. Idempotent; throws when a receiver cannot be reached.
    /// </summary>
    [Alias("deliver")]
    Task DeliverOutboxAsync();
}
