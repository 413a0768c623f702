using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Logs;
using OrleansNews.Storage.Json;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>A silo in this process with the grains of the newspaper on SQLite, as the host has it, and without a web front end.</summary>
internal sealed class ThreadSilo : IAsyncDisposable
{
    private const int SiloPort = 21111;

    private readonly IHost _host;
    private readonly string _folder;
    private readonly MeterListener _listener = new();
    private long _written;

    private ThreadSilo(string folder, TimeSpan later)
    {
        _folder = folder;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(SiloPort, gatewayPort: 0);
            // Building a thread of a million comments keeps every core busy for minutes; none of its calls may be given up meanwhile.
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(5));
            KnownGrainInterfaces.Install(silo.Services);
            silo.Services.AddSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>();
            silo.AddSqliteGrainStorageAsDefault(options => options.DataDirectory = folder);
            SqlitePairs.AddTo(silo);
            if (later > TimeSpan.Zero) silo.Services.AddKeyedSingleton<TimeProvider>(NewsClock.Key, new LaterTime(later));
            silo.AddNewsGrains();
        });
        _host = builder.Build();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "OrleansNews.Storage.Sqlite") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == "orleansnews.storage.written") Interlocked.Add(ref _written, value);
        });
        _listener.Start();
    }

    /// <summary>Bytes of state handed to the store since the silo started.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <param name="folder">Where the store is.</param>
    /// <param name="later">How far ahead the newspaper's clock is.</param>
    public static async Task<ThreadSilo> StartAsync(string folder, TimeSpan later = default)
    {
        var silo = new ThreadSilo(folder, later);
        await silo._host.StartAsync();
        return silo;
    }

    /// <summary>The merging of the silo's threads.</summary>
    public MergeTurns Merges => _host.Services.GetRequiredService<MergeTurns>();

    /// <summary>The thread of a story.</summary>
    public ICommentThreadGrain Thread(long article) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICommentThreadGrain>(article);

    /// <summary>How many objects one thread has in the store.</summary>
    public long CountObjects(long article)
    {
        using var connection = Open(_folder, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM grain_state WHERE grain = $head OR grain LIKE $blocks";
        command.Parameters.AddWithValue("$head", string.Create(CultureInfo.InvariantCulture, $"comment-thread/{article:x}"));
        command.Parameters.AddWithValue("$blocks", string.Create(CultureInfo.InvariantCulture, $"thread-block/{article:x}.%"));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>How many they are when no more are deleted: garbage is, beside the posts, range by range.</summary>
    public async Task<long> CountSettledAsync(long article)
    {
        for (var (count, before) = (CountObjects(article), -1L); ; before = count, count = CountObjects(article))
        {
            if (count == before) return count;
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Takes the newest comments of the newspaper out of a store: whoever keeps them wakes the threads that have them, as soon as another thread is opened.</summary>
    public static void ForgetLatestComments(string folder)
    {
        using var connection = Open(folder, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM grain_state WHERE state = 'latest-comments'";
        if (command.ExecuteNonQuery() == 0) throw new InvalidOperationException("The newest comments are not stored under the name that they had.");
    }

    private static SqliteConnection Open(string folder, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "grains.db"), Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        _listener.Dispose();
    }

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
