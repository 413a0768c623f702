using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

/// <summary>A <see cref="SqliteGrainStorage"/> without a silo.</summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestStorage(SqliteGrainStorageOptions options)
    {
        _services = new ServiceCollection().AddSerializer().AddMetrics().BuildServiceProvider();
        Meters = _services.GetRequiredService<IMeterFactory>();
        Storage = new SqliteGrainStorage(
            "test", options, SuiteSerializer.Instance, _services.GetRequiredService<IActivatorProvider>(), Meters, NullLogger<SqliteGrainStorage>.Instance);
    }

    public SqliteGrainStorage Storage { get; }

    /// <summary>Made the storage's instruments; a listener tells by it whose measurements it hears.</summary>
    public IMeterFactory Meters { get; }

    /// <summary>Made, and not started.</summary>
    public static TestStorage Create(string folder, Action<SqliteGrainStorageOptions>? configure = null)
    {
        var options = new SqliteGrainStorageOptions { DataDirectory = folder };
        configure?.Invoke(options);
        return new TestStorage(options);
    }

    public static async Task<TestStorage> OpenAsync(string folder, Action<SqliteGrainStorageOptions>? configure = null)
    {
        var storage = Create(folder, configure);
        try
        {
            await storage.Storage.StartAsync();
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        await _services.DisposeAsync();
    }
}
