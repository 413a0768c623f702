using System.Collections.Immutable;
using OrleansNews.Operations;

namespace OrleansNews.Moderation;

/// <summary>
/// Tells the moderation log what a grain decided, by an outbox: the entries are part of the grain's state and are committed with the decision. Registered before that, so that the
/// registry wakes the grain after a crash.
/// </summary>
/// <param name="owner">The grain.</param>
/// <param name="grains">Reaches the log and the registry.</param>
/// <param name="untold">The entries of the committed state that the log may not know.</param>
/// <param name="remove">Commits a state without them.</param>
/// <param name="notTold">Reports that it was tried in vain; the registry tries again.</param>
/// <param name="owesMore">Whether the grain has something else to do for which it must stay registered; nothing when null.</param>
internal sealed class LogTeller(
    GrainId owner, IGrainFactory grains, Func<ImmutableArray<StoredLogEntry>> untold, Func<ImmutableArray<StoredLogEntry>, Task> remove, Action<Exception> notTold, Func<bool>? owesMore = null)
{
    /// <summary>Before a decision is committed.</summary>
    public Task<long> RegisterAsync() => grains.RegisterOutboxAsync(owner);

    /// <summary>After it: nobody waits for the log.</summary>
    public void Begin(long registration) => TellAsync(registration).Ignore();

    /// <summary>Tells until the log knows everything.</summary>
    public async Task DeliverAsync()
    {
        while (untold() is { IsDefaultOrEmpty: false } entries)
        {
            await Task.WhenAll(entries.Select(entry => entry.ToEntry()).GroupBy(entry => IModerationLogShardGrain.ShardOf(entry.Article))
                .Select(shard => grains.GetGrain<IModerationLogShardGrain>(shard.Key).AppendAsync([.. shard])));
            await remove(entries);
        }
    }

    /// <summary>What is left when <paramref name="told"/> is known.</summary>
    public static ImmutableArray<StoredLogEntry> Without(ImmutableArray<StoredLogEntry> untold, ImmutableArray<StoredLogEntry> told) =>
        [.. untold.OrEmpty().Where(entry => told.All(known => known.Key != entry.Key))];

    private async Task TellAsync(long registration)
    {
        try
        {
            await DeliverAsync();
            if (owesMore?.Invoke() == true) return;
            await grains.RegistryOf(owner).CompleteAsync(owner, registration);
        }
        catch (Exception fault)
        {
            notTold(fault);
        }
    }
}
