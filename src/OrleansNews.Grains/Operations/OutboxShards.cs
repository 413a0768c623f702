using System.IO.Hashing;
using System.Text;

namespace OrleansNews.Operations;

/// <summary>Which shard of the registry remembers an owner. Part of the stored data.</summary>
internal static class OutboxShards
{
    public static long Of(GrainId owner) => (long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(owner.ToString())) % IOutboxRegistryGrain.Shards);

    public static IOutboxRegistryGrain RegistryOf(this IGrainFactory grains, GrainId owner) => grains.GetGrain<IOutboxRegistryGrain>(Of(owner));
}
