using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Storage.Json;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Benchmarks.Storage;

/// <summary>A SQLite storage in a folder of its own, with an ear on its transactions.</summary>
internal sealed class SqliteStorageUnderLoad : IAsyncDisposable
{
    private const string Operations = "orleansnews.storage.commit.operations";
    private const string Commit = "orleansnews.storage.commit.duration";
    private const string Checkpoint = "orleansnews.storage.checkpoint.duration";

    private static readonly string[] _heard = [Operations, Commit, Checkpoint];

    private readonly TemporaryFolder _folder = new();
    private readonly MeterListener _listener = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddMetrics().BuildServiceProvider();
    private long _commits;
    private long _operations;

    private SqliteStorageUnderLoad()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && _heard.Contains(instrument.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, operations, _, _) =>
        {
            _commits++;
            _operations += operations;
        });
        _listener.SetMeasurementEventCallback<double>((instrument, seconds, _, _) =>
        {
            if (instrument.Name == Checkpoint) LongestCheckpoint = Math.Max(LongestCheckpoint, seconds * 1_000);
            else LongestCommit = Math.Max(LongestCommit, seconds * 1_000);
        });
        _listener.Start();
        Storage = new SqliteGrainStorage(
            "benchmark",
            new SqliteGrainStorageOptions { DataDirectory = _folder.Path },
            new JsonGrainStateSerializer([BenchmarkJson.Default]),
            _services.GetRequiredService<IActivatorProvider>(),
            meters,
            NullLogger<SqliteGrainStorage>.Instance);
    }

    public SqliteGrainStorage Storage { get; }

    /// <summary>Operations in a transaction, on average.</summary>
    public int MeanBatch => (int)Math.Max(1, Math.Round((double)_operations / Math.Max(1, _commits)));

    /// <summary>The longest transaction, in milliseconds.</summary>
    public double LongestCommit { get; private set; }

    /// <summary>The longest time in which nothing was written because the log was moved into the file, in milliseconds.</summary>
    public double LongestCheckpoint { get; private set; }

    public static async Task<SqliteStorageUnderLoad> OpenAsync()
    {
        var opened = new SqliteStorageUnderLoad();
        await opened.Storage.StartAsync();
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        _listener.Dispose();
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
