using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Serialization;
using OrleansNews.Storage.Postgres;
using OrleansNews.Storage.Redis;

namespace OrleansNews.Storage.Membership;

/// <summary>The table of members as a silo composes it, and the list of gateways as a client does, without either.</summary>
internal sealed class TestMembership : ISiloBuilder, IClientBuilder, IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private TestMembership(string cluster, string setting, string connection)
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, connection)]).Build();
        Services.AddSingleton(Configuration);
        Services.AddSerializer();
        Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        Services.Configure<ClusterOptions>(options => options.ServiceId = options.ClusterId = cluster);
        if (setting.Contains("Redis", StringComparison.Ordinal))
        {
            ((ISiloBuilder)this).UseRedisMembership();
            ((IClientBuilder)this).UseRedisMembership();
        }
        else
        {
            ((ISiloBuilder)this).UsePostgresMembership();
            ((IClientBuilder)this).UsePostgresMembership();
        }

        _provider = Services.BuildServiceProvider();
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IConfiguration Configuration { get; }

    public IMembershipTable Table => _provider.GetRequiredService<IMembershipTable>();

    public IGatewayListProvider Gateways => _provider.GetRequiredService<IGatewayListProvider>();

    /// <summary>On a database of PostgreSQL, whose tables are made.</summary>
    public static async Task<TestMembership> OnPostgresAsync(string cluster, string connection)
    {
        var test = new TestMembership(cluster, "Storage:Postgres:ConnectionString", connection);
        await test._provider.GetRequiredService<PostgresSchema>().ApplyAsync(CancellationToken.None);
        return await test.InitializeAsync();
    }

    /// <summary>On a server of Redis.</summary>
    public static Task<TestMembership> OnRedisAsync(string cluster, string connection) => new TestMembership(cluster, "Cluster:Redis:ConnectionString", connection).InitializeAsync();

    private async Task<TestMembership> InitializeAsync()
    {
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, CancellationToken.None);
        await Gateways.InitializeGatewayListProvider();
        return this;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
