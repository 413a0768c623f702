using System.Globalization;
using Orleans;
using Orleans.Runtime;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Storage.Json;

namespace OrleansNews.Benchmarks.Storage;

/// <summary>Writes and reads through the grain storage itself, without grains.</summary>
internal sealed class StorageScenario : IScenario
{
    private const int Small = 500, Head = 8_000;

    public string Name => "storage";

    public string Title => "Grain storage on SQLite";

    public string Method =>
        "Callers that each own a key write a state of JSON through `SqliteGrainStorage`, one write after the other: the state is serialised, its ETag checked, the "
        + "transaction flushed to the disk, and the caller answered. 500 bytes are a small state; 8,000 bytes are the head of a comment thread with a full tail. The "
        + "reference is a bare loop on one thread that puts the same bytes into SQLite with the same settings and as many to a transaction as our writer had on average.";

    public IReadOnlyList<ScenarioPart> Parts => [new("writes", WriteAsync), new("reads", run => ReadAsync(run, keys: 512, Head))];

    private static async Task WriteAsync(ScenarioRun run)
    {
        var one = await WriteAsync(run, keys: 1, Small);
        var small = await WriteAsync(run, keys: 512, Small);
        var heads = await WriteAsync(run, keys: 512, Head);
        run.Add(new BarChart("storage-writes", "Durable writes through the grain storage, and in a bare loop", "writes a second", [.. new[] { one, small, heads }.Select(Group)]));
    }

    private static BarGroup Group((string Label, double Ours, double Bare) pair) =>
        new(pair.Label, [new("grain storage", pair.Ours), new("bare loop", pair.Bare, IsOurs: false)]);

    private static async Task<(string Label, double Ours, double Bare)> WriteAsync(ScenarioRun run, int keys, int size)
    {
        LoadResult load;
        int batch;
        double commit, checkpoint;
        await using (var opened = await SqliteStorageUnderLoad.OpenAsync())
        {
            var states = Enumerable.Range(0, keys).Select(_ => new GrainState<StoredText>(Text(size))).ToList();
            load = await Load.RunAsync(keys, run.WarmUp, run.Duration, caller =>
            {
                states[caller].State!.Number++;
                return opened.Storage.WriteStateAsync("text", Grain(caller), states[caller]);
            });
            (batch, commit, checkpoint) = (opened.MeanBatch, opened.LongestCommit, opened.LongestCheckpoint);
        }

        var bytes = new JsonGrainStateSerializer([BenchmarkJson.Default]).Serialize(Text(size)).ToArray();
        var bare = BareSqlite.Overwrite(run, keys, bytes, batch);
        var label = string.Create(CultureInfo.InvariantCulture, $"{keys} {(keys == 1 ? "key" : "keys")}, {size:#,0} bytes");
        run.Add(new Figure(
            $"writes, {label}", load.Rate, "writes/s", bare, LimitedBy: $"{batch} writes a transaction on average"));
        run.Add(new Figure($"write latency, {label}, median", load.Percentile(0.5), "ms"));
        run.Add(new Figure($"write latency, {label}, 99th percentile", load.Percentile(0.99), "ms"));
        run.Add(new Figure(
            $"write latency, {label}, longest", load.Longest, "ms", Required: keys > 1 ? new Requirement(AtMost: 100) : null,
            LimitedBy: string.Create(CultureInfo.InvariantCulture, $"the longest transaction took {commit:0.0} ms, the longest move from the log to the file {checkpoint:0.0} ms")));
        return (label, load.Rate, bare);
    }

    private static async Task ReadAsync(ScenarioRun run, int keys, int size)
    {
        await using var opened = await SqliteStorageUnderLoad.OpenAsync();
        var states = Enumerable.Range(0, keys).Select(_ => new GrainState<StoredText>(Text(size))).ToList();
        await Task.WhenAll(states.Select((state, caller) => opened.Storage.WriteStateAsync("text", Grain(caller), state)));
        var load = await Load.RunAsync(callers: 64, run.WarmUp, run.Duration, caller => opened.Storage.ReadStateAsync("text", Grain(caller), states[caller]));
        run.Add(new Figure($"reads, 64 callers, {size:#,0} bytes", load.Rate, "reads/s"));
        run.Add(new Figure($"read latency, 64 callers, {size:#,0} bytes, 99th percentile", load.Percentile(0.99), "ms"));
    }

    private static GrainId Grain(int number) => GrainId.Create("benchmark", number.ToString(CultureInfo.InvariantCulture));

    private static StoredText Text(int size)
    {
        var random = new Random(size);
        return new StoredText { Text = string.Create(size, random, static (text, random) => { foreach (ref var character in text) character = (char)random.Next('a', 'z'); }) };
    }
}
