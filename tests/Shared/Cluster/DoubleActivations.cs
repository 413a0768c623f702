using System.Globalization;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Metadata;
using OrleansNews.Storage.Postgres;

namespace OrleansNews.Cluster;

/// <summary>
/// Asks every silo that is a member, once a second, which grains are active there, and counts those that several of them name. Who the members are is read in their table: a silo that is asked for them reads it anew, and would learn
/// earlier than it does by itself that it was given up. What a silo that was given up still has is not seen: the members do not talk to it any more.
/// </summary>
internal sealed class DoubleActivations : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // A silo that stands still is a member for some seconds more, and answers nobody: neither who asks it, nor who asks whatever is active there. The others are asked all the same, from another place each time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private const int Places = 16;

    private const int Active = (int)SiloStatus.Active;

    // A pool of these is wanted.
    private static readonly HashSet<string> Workers =
    [
        .. typeof(NewsGrainsSiloBuilderExtensions).Assembly.GetTypes().Where(type => type.GetCustomAttribute<StatelessWorkerAttribute>() is not null)
            .Select(type => type.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, type).ToString()!),
    ];

    private readonly IHost _client;
    private readonly NpgsqlDataSource _database;
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<(GrainId Grain, string Silos)> _found = [];
    private readonly Task _looking;

    private DoubleActivations(IHost client, NpgsqlDataSource database)
    {
        (_client, _database) = (client, database);
        _looking = Task.Run(LookAsync);
    }

    /// <summary>Grains that were seen on several silos at once, each set of silos for itself.</summary>
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
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Patience);
        });
        var client = builder.Build();
        await client.StartAsync();
        return new(client, NpgsqlDataSource.Create(connection));
    }

    /// <summary>The grains that are active on several silos, by what each silo says; stateless workers are meant to be, and system targets belong to their silos.</summary>
    public static IEnumerable<(GrainId Grain, string Silos)> Among(IEnumerable<DetailedGrainStatistic> active) =>
        from one in active
        where !one.GrainId.IsSystemTarget() && !Workers.Contains(one.GrainId.Type.ToString()!)
        group one.SiloAddress by one.GrainId into seen
        where seen.Distinct().Skip(1).Any()
        select (seen.Key, string.Join(' ', seen.Distinct().Select(silo => silo.ToString()).Order(StringComparer.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        await _client.StopAsync();
        _client.Dispose();
        await _database.DisposeAsync();
        _end.Dispose();
    }

    private async Task LookAsync()
    {
        for (var place = 0; !_end.IsCancellationRequested; place = (place + 1) % Places)
        {
            var management = _client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(place);
            var silos = await AskAsync(MembersAsync);
            var answers = await Task.WhenAll((silos ?? []).Select(silo => AskAsync(() => management.GetDetailedGrainStatistics(hostsIds: [silo]))));
            if (silos is null || answers.Contains(null)) Missed++;
            else Looks++;
            foreach (var seen in Among(answers.OfType<DetailedGrainStatistic[]>().SelectMany(answer => answer)))
            {
                lock (_found) _found.Add(seen);
            }

            await Task.Delay(Between, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<SiloAddress>> MembersAsync()
    {
        var members = new List<SiloAddress>();
        await using var command = _database.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT Address, Port, Generation FROM OrleansMembership WHERE Status = {Active}"));
        await using var rows = await command.ExecuteReaderAsync(_end.Token);
        while (await rows.ReadAsync(_end.Token)) members.Add(SiloAddress.New(IPAddress.Parse(rows.GetString(0)), rows.GetInt32(1), rows.GetInt32(2)));
        return members;
    }

    // Null where there is no answer, of a silo or of the database.
    private static async Task<T?> AskAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception)
        {
            return null;
        }
    }
}
