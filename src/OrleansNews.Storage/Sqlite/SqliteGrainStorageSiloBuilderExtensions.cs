using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansNews.Storage.Sqlite;

/// <summary>Puts SQLite storage into a silo.</summary>
public static class SqliteGrainStorageSiloBuilderExtensions
{
    /// <summary>
    /// Adds the default storage provider, on section <see cref="SqliteGrainStorageOptions.Section"/> of the configuration and then <paramref name="configure"/>.
    /// The silo's <see cref="IGrainStorageSerializer"/> decides the form of the state.
    /// </summary>
    public static ISiloBuilder AddSqliteGrainStorageAsDefault(this ISiloBuilder silo, Action<SqliteGrainStorageOptions>? configure = null)
    {
        silo.Services.AddOptions<SqliteGrainStorageOptions>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME).BindConfiguration(SqliteGrainStorageOptions.Section);
        return silo.AddSqliteGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configure);
    }

    /// <summary>Adds a storage provider called <paramref name="name"/>, with a file of its own.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder silo, string name, Action<SqliteGrainStorageOptions>? configure = null)
    {
        var options = silo.Services.AddOptions<SqliteGrainStorageOptions>(name);
        if (name != ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME) options.Configure(settings => settings.FileName = $"{name}.db");
        if (configure is not null) options.Configure(configure);
        options.ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<SqliteGrainStorageOptions>>(new SqliteGrainStorageOptionsValidator(name));
        silo.Services.AddMetrics();
        silo.Services.AddGrainStorage(name, Create);
        return silo;
    }

    private static SqliteGrainStorage Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>().Get(name),
        services.GetRequiredService<IGrainStorageSerializer>(),
        services.GetRequiredService<IActivatorProvider>(),
        services.GetRequiredService<IMeterFactory>(),
        services.GetRequiredService<ILogger<SqliteGrainStorage>>());
}
