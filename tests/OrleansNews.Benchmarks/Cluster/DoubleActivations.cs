using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Metadata;
using OrleansNews.Storage.Postgres;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>Asks every silo, once a second, which grains are active there, and counts those that several of them name.</summary>
internal sealed class DoubleActivations : IAsyncDisposable
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);

    // A pool of these is wanted.
    private static readonly HashSet<string> _workers =
    [
        .. typeof(NewsGrainsSiloBuilderExtensions).Assembly.GetTypes().Where(type => type.GetCustomAttribute<StatelessWorkerAttribute>() is not null)
            .Select(type => type.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, type).ToString()!),
    ];

    private readonly IHost _client;
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<(GrainId Grain, string Silos)> _found = [];
    private readonly Task _looking;

    private DoubleActivations(IHost client)
    {
        _client = client;
        _looking = Task.Run(LookAsync);
    }

    /// <summary>Grains that were seen on two silos at once, each pair of silos for itself.</summary>
    public int Found
    {
        get
        {
            lock (_found) return _found.Count;
        }
    }

    /// <summary>How often all silos answered.</summary>
    public int Looks { get; private set; }

    /// <summary>How often one did not.</summary>
    public int Missed { get; private set; }

    /// <summary>Begins to look at the cluster whose membership is in a database.</summary>
    public static async Task<DoubleActivations> WatchAsync(string connection)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new($"{PostgresOptions.Section}:{nameof(PostgresOptions.ConnectionString)}", connection)]);
        builder.UseOrleansClient(client =>
        {
            client.UsePostgresMembership();
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("orleans-news", "orleans-news"));
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        });
        var client = builder.Build();
        await client.StartAsync();
        return new(client);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.StopAsync();
        _client.Dispose();
        _end.Dispose();
    }

    private async Task LookAsync()
    {
        var management = _client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var silos = await management.GetHosts(onlyActive: true);
                var active = await management.GetDetailedGrainStatistics(hostsIds: [.. silos.Keys]);
                Looks++;
                foreach (var grain in active.Where(one => !one.GrainId.IsSystemTarget() && !_workers.Contains(one.GrainId.Type.ToString()!)).GroupBy(one => one.GrainId).Where(seen => seen.Count() > 1))
                {
                    lock (_found) _found.Add((grain.Key, string.Join(' ', grain.Select(one => one.SiloAddress.ToString()).Order(StringComparer.Ordinal))));
                }
            }
            catch (Exception silent) when (silent is OrleansException or TimeoutException or IOException)
            {
                // A silo that was killed a moment ago is still a member.
                Missed++;
            }

            await Task.Delay(_between, _end.Token);
        }
    }
}
