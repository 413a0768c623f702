using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansNews.Storage.Postgres.Groups;

namespace OrleansNews.Storage.Postgres;

/// <summary>Puts state and membership of a cluster into a PostgreSQL database: section <see cref="PostgresOptions.Section"/> of the configuration.</summary>
public static class PostgresSiloBuilderExtensions
{
    private const string Invariant = "Npgsql";

    /// <summary>Adds the default storage provider. The silo's <see cref="IGrainStorageSerializer"/> decides the form of the state.</summary>
    public static ISiloBuilder AddPostgresGrainStorageAsDefault(this ISiloBuilder silo)
    {
        const string name = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        silo.Services.AddPostgresDatabase();
        silo.Services.AddMetrics();
        silo.Services.AddSingleton(services => new WriteGroups(services.GetRequiredService<PostgresDatabase>().Groups, TimeProvider.System));
        silo.Services.AddOptions<AdoNetGrainStorageOptions>(name).Configure<PostgresDatabase, WriteGroups, IGrainStorageSerializer>((options, database, groups, serializer) =>
        {
            options.Invariant = Invariant;
            options.DataSource = new GroupingDataSource(database.Source, groups);
            options.GrainStorageSerializer = serializer;
            options.DeleteStateOnClear = true;
        });
        silo.Services.AddGrainStorage(name, Create);
        return silo;
    }

    /// <summary>Lets silos find each other by a table of the database.</summary>
    public static ISiloBuilder UsePostgresMembership(this ISiloBuilder silo)
    {
        silo.Services.AddPostgresDatabase();
        silo.UseAdoNetClustering(options => options.Configure<PostgresDatabase>((clustering, database) =>
        {
            clustering.Invariant = Invariant;
            clustering.DataSource = database.Source;
        }));
        return silo;
    }

    /// <summary>Lets a client find silos by the same table. It changes nothing in the database.</summary>
    public static IClientBuilder UsePostgresMembership(this IClientBuilder client)
    {
        client.Services.AddPostgresOptions();
        client.UseAdoNetClustering(options => options.Configure<PostgresDatabase>((clustering, database) =>
        {
            clustering.Invariant = Invariant;
            clustering.DataSource = database.Source;
        }));
        return client;
    }

    /// <summary>Has the tables made before anything that is registered later starts. Call it before the silo is added.</summary>
    public static IServiceCollection AddPostgresDatabase(this IServiceCollection services)
    {
        services.AddPostgresOptions();
        services.TryAddSingleton<PostgresSchema>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Microsoft.Extensions.Hosting.IHostedService, PostgresSchemaStart>());
        return services;
    }

    /// <summary>Has a start end with <see cref="GrainStorageUnavailableException"/> when the database does not answer. Call it before the client is added.</summary>
    public static IServiceCollection RequirePostgres(this IServiceCollection services)
    {
        services.AddPostgresOptions();
        services.TryAddSingleton<PostgresSchema>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Microsoft.Extensions.Hosting.IHostedService, PostgresReachable>());
        return services;
    }

    private static void AddPostgresOptions(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(PostgresDatabase))) return;
        services.AddOptions<PostgresOptions>().BindConfiguration(PostgresOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostgresOptions>, PostgresOptionsValidator>();
        services.AddSingleton<PostgresDatabase>();
    }

    private static PostgresGrainStorage Create(IServiceProvider services, string name)
    {
        var instruments = new GrainStorageInstruments(services.GetRequiredService<IMeterFactory>(), name);
        var groups = services.GetRequiredService<WriteGroups>();
        instruments.Observe(() => groups.Count, () => groups.Bytes);
        groups.Committed = instruments.Committed;
        return new(AdoNetGrainStorageFactory.Create(services, name), services.GetRequiredService<IActivatorProvider>(), instruments);
    }
}
