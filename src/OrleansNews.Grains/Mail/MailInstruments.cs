using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansNews.Mail;

/// <summary>What operators see of mails: the meter <c>OrleansNews.Mail</c>.</summary>
internal sealed class MailInstruments
{
    private readonly ConcurrentDictionary<long, (TimeSpan Age, int Waiting, int Unsent)> _shards = new();
    private readonly Counter<long> _mails;

    public MailInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansNews.Mail");
        _mails = meter.CreateCounter<long>(
            "orleansnews.mail.mails", "{mail}", "Mails by outcome: sent, deferred (to be tried again), void (nothing left to tell), unsent (given up), refused (no room in the outbox).");
        meter.CreateObservableGauge(
            "orleansnews.mail.age", () => _shards.Values.Select(shard => shard.Age.TotalSeconds).DefaultIfEmpty().Max(), "s", "How long the oldest mail that is due waits in this silo's shards.");
        meter.CreateObservableGauge("orleansnews.mail.waiting", () => _shards.Values.Sum(shard => shard.Waiting), "{mail}", "Mails that wait in this silo's shards.");
        meter.CreateObservableGauge(
            "orleansnews.mail.unsent", () => _shards.Values.Sum(shard => shard.Unsent), "{mail}", "Mails in this silo's shards that could not be sent; the newest 200 of each shard are kept.");
    }

    /// <summary>Counts an outcome.</summary>
    public void Count(string outcome, int count = 1) => _mails.Add(count, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Shows how a shard stands.</summary>
    public void Report(long shard, TimeSpan age, int waiting, int unsent) => _shards[shard] = (age, waiting, unsent);

    /// <summary>The shard is another silo's now.</summary>
    public void Forget(long shard) => _shards.TryRemove(shard, out _);
}
