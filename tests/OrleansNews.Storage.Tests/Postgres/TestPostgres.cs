using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansNews.Storage.Conformance;
using OrleansNews.Storage.Objects;

namespace OrleansNews.Storage.Postgres;

/// <summary>The provider as a silo composes and starts it, without the silo.</summary>
internal sealed class TestPostgres : ISiloBuilder, IAsyncDisposable
{
    private ServiceProvider? _provider;

    private TestPostgres(string connection)
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Postgres:ConnectionString", connection)]).Build();
        Services.AddSingleton(Configuration);
        Services.AddSerializer();
        Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        Services.Configure<ClusterOptions>(options => options.ServiceId = options.ClusterId = "suite");
        Services.AddSingleton<IGrainStorageSerializer>(SuiteSerializer.Instance);
        this.AddPostgresGrainStorageAsDefault();
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IConfiguration Configuration { get; }

    public IGrainStorage Storage => _provider!.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    public IMeterFactory Meters => _provider!.GetRequiredService<IMeterFactory>();

    /// <summary>The objects of a service in the same database.</summary>
    public IObjectStore ObjectsOf(string service) => new PostgresObjects(_provider!.GetRequiredService<PostgresDatabase>(), service);

    public static async Task<TestPostgres> OpenAsync(string connection)
    {
        var test = new TestPostgres(connection);
        test._provider = test.Services.BuildServiceProvider();
        try
        {
            await test._provider.GetRequiredService<PostgresSchema>().ApplyAsync(CancellationToken.None);
            var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
            ((ILifecycleParticipant<ISiloLifecycle>)test.Storage).Participate(lifecycle);
            await lifecycle.OnStart(CancellationToken.None);
            return test;
        }
        catch
        {
            await test.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? default;
}
