using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansNews.Logs;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Cluster;

/// <summary>Tells the logs of a silo that its SQLite store writes two states in one transaction: storage knows nothing of logs, and they nothing of it.</summary>
internal sealed class SqlitePairs(SqliteGrainStorage storage) : IPairedGrainStorage
{
    /// <summary>For a silo whose default storage is SQLite.</summary>
    public static void AddTo(ISiloBuilder silo) => silo.Services.AddSingleton<IPairedGrainStorage>(
        services => new SqlitePairs((SqliteGrainStorage)services.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)));

    public Task WriteStatesAsync<T>(string firstName, GrainId firstId, IGrainState<T> first, string secondName, GrainId secondId, IGrainState<T> second) =>
        storage.WriteStatesAsync(firstName, firstId, first, secondName, secondId, second);
}
