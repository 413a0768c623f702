using System.Net;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Storage;
using OrleansNews.Storage;
using OrleansNews.Storage.Json;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Cluster;

/// <summary>Puts the silo of role <c>all</c> into the process.</summary>
internal static class SiloHosting
{
    // A backstop above the bounds of the grains themselves (a thread's queue holds 2,000): Orleans' default is no bound at all.
    private const int MaxWaitingRequests = 20_000;

    public static void AddNewsSilo(this IHostApplicationBuilder builder, DataFolder folder)
    {
        var cluster = builder.Configuration.GetSection(NewsClusterOptions.Section).Get<NewsClusterOptions>() ?? new();
        var gatewayPort = cluster.OpenGateway ? cluster.GatewayPort : 0;
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.Configure<ClusterOptions>(NewsMessaging.Name);
            silo.Configure<EndpointOptions>(options => Place(options, cluster, gatewayPort));
            silo.Configure<DevelopmentClusterMembershipOptions>(options => options.PrimarySiloEndpoint = new IPEndPoint(IPAddress.Parse(cluster.Address), cluster.SiloPort));
            silo.Configure<SiloMessagingOptions>(Bound);
            silo.Configure<ClientMessagingOptions>(NewsMessaging.Bound);
            silo.Configure<ClusterMembershipOptions>(DetectFailures);
            silo.Configure<GrainCollectionOptions>(Collect);
            KnownGrainInterfaces.Install(silo.Services);
            silo.Services.AddSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>();
            silo.AddSqliteGrainStorageAsDefault(options => options.DataDirectory = folder.Path);
            silo.AddNewsGrains();
            silo.AddDashboard(options => options.HideTrace = true);
        });
        SoleSiloListeners.Install(builder.Services, gatewayPort);
    }

    private static void Place(EndpointOptions options, NewsClusterOptions cluster, int gatewayPort)
    {
        options.AdvertisedIPAddress = IPAddress.Parse(cluster.Address);
        options.SiloPort = cluster.SiloPort;
        options.GatewayPort = gatewayPort;
    }

    // Orleans' load shedding stays off: it drops gateway calls by CPU alone, writes and reads alike, while the grains' own queues answer Busy by kind.
    private static void Bound(SiloMessagingOptions options)
    {
        NewsMessaging.Bound(options);
        options.MaxEnqueuedRequestsHardLimit = MaxWaitingRequests;
        options.MaxEnqueuedRequestsHardLimit_StatelessWorker = MaxWaitingRequests;
    }

    // 2 s x 3: with Orleans' 5 s x 3, 15 s are gone before failover begins.
    private static void DetectFailures(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
    }

    private static void Collect(GrainCollectionOptions options)
    {
        options.CollectionAge = TimeSpan.FromMinutes(10);
        options.CollectionQuantum = TimeSpan.FromSeconds(30);
    }
}
