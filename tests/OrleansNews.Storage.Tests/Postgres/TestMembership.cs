using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Serialization;

namespace OrleansNews.Storage.Postgres;

/// <summary>The table of members as a silo composes it, and the list of gateways as a client does, without either.</summary>
internal sealed class TestMembership : ISiloBuilder, IClientBuilder, IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private TestMembership(string connection, string cluster)
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Postgres:ConnectionString", connection)]).Build();
        Services.AddSingleton(Configuration);
        Services.AddSerializer();
        Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        Services.Configure<ClusterOptions>(options => options.ServiceId = options.ClusterId = cluster);
        ((ISiloBuilder)this).UsePostgresMembership();
        ((IClientBuilder)this).UsePostgresMembership();
        _provider = Services.BuildServiceProvider();
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IConfiguration Configuration { get; }

    public IMembershipTable Table => _provider.GetRequiredService<IMembershipTable>();

    public IGatewayListProvider Gateways => _provider.GetRequiredService<IGatewayListProvider>();

    public static async Task<TestMembership> OpenAsync(string connection, string cluster = "suite")
    {
        var test = new TestMembership(connection, cluster);
        await test._provider.GetRequiredService<PostgresSchema>().ApplyAsync(CancellationToken.None);
        await test.Table.InitializeMembershipTableAsync(tryInitTableVersion: true, CancellationToken.None);
        await test.Gateways.InitializeGatewayListProvider();
        return test;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
