using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansNews.Operations;

/// <summary>What operators see of undelivered messages: the meter <c>OrleansNews.Outbox</c>.</summary>
internal sealed class OutboxInstruments
{
    private readonly ConcurrentDictionary<long, (TimeSpan Age, int Owners)> _shards = new();

    public OutboxInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansNews.Outbox");
        meter.CreateObservableGauge(
            "orleansnews.outbox.age", () => _shards.Values.Select(shard => shard.Age.TotalSeconds).DefaultIfEmpty().Max(), "s", "How long the oldest undelivered message of this silo's shards waits.");
        meter.CreateObservableGauge(
            "orleansnews.outbox.owners", () => _shards.Values.Sum(shard => shard.Owners), "{grain}", "Grains of this silo's shards that may have undelivered messages.");
    }

    /// <summary>How this silo's shards stand: the oldest undelivered message, and how many grains may have some.</summary>
    public (TimeSpan Age, int Owners) Now => (_shards.Values.Select(shard => shard.Age).DefaultIfEmpty().Max(), _shards.Values.Sum(shard => shard.Owners));

    /// <summary>Shows how a shard stands.</summary>
    public void Report(long shard, TimeSpan age, int owners) => _shards[shard] = (age, owners);

    /// <summary>The shard is another silo's now.</summary>
    public void Forget(long shard) => _shards.TryRemove(shard, out _);
}
