using System.Collections.Immutable;
using Orleans.Runtime;

namespace OrleansNews.Operations;

/// <summary>Makes an owner known to the registry, before it commits messages.</summary>
internal static class OutboxRegistering
{
    // A silo that leaves takes the shards of the registry that it has down with it: calls to them are turned down until another silo has them. What is not answered in time is not asked again.
    private static readonly ImmutableArray<TimeSpan> Pauses = [.. new[] { 0, 100, 200, 400, 800 }.Select(pause => TimeSpan.FromMilliseconds(pause))];

    /// <summary>
    /// Registers the owner; its number ends the dirty period (<see cref="IOutboxRegistryGrain.CompleteAsync"/>). Asked again while the silo of its shard leaves: whoever publishes or comments waits
    /// for it, and a registration that was made twice is one.
    /// </summary>
    public static async Task<long> RegisterOutboxAsync(this IGrainFactory grains, GrainId owner)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await grains.RegistryOf(owner).RegisterAsync(owner);
            }
            catch (OrleansMessageRejectionException) when (attempt < Pauses.Length)
            {
                await Task.Delay(Pauses[attempt]);
            }
        }
    }
}
