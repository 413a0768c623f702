using System.Net;
using Orleans.Configuration;
using Orleans.Dashboard;
using OrleansNews.Operations;
using OrleansNews.Settings;
using OrleansNews.Site;
using OrleansNews.Storage.Postgres;
using OrleansNews.Storage.Redis;

namespace OrleansNews.Cluster;

/// <summary>Attaches a process without a silo to the gateways of silos.</summary>
internal static class ClientHosting
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // Orleans' minute is how long a front end would not know of a silo that came, and after the last one it knew had left, of any at all. For as long it
    // goes on sending calls to one that stops and turns them down, so it must be shorter than the time for which those are made again (ClusterCalls).
    private static readonly TimeSpan RefreshGateways = TimeSpan.FromSeconds(1);

    /// <summary>Attaches a front end. It starts, and serves what it has, also while no silo answers.</summary>
    public static void AddNewsClient(this IHostApplicationBuilder builder, ClusterPlan plan, NodeSettings node)
    {
        var before = builder.Services.Count;
        builder.UseOrleansClient(client =>
        {
            client.Find(plan);
            client.UseConnectionRetryFilter(RetryAsync);
            client.AddDashboard(options => options.HideTrace = true);
            client.AddOutgoingGrainCallFilter<LostReadings>();
            if (TelemetryOptions.Read(builder.Configuration).IsOn) client.AddActivityPropagation();
        });
        PatientClient.Install(builder.Services, before);
        builder.Services.PostConfigure<ReadOptions>(read =>
        {
            if (read.CopyFolder.Length == 0) read.CopyFolder = Path.Combine(node.Data, "pages");
        });
    }

    /// <summary>Attaches a verb, which waits for a silo until its start is given up.</summary>
    public static void AddNewsClientForVerb(this IHostApplicationBuilder builder, ClusterPlan plan)
    {
        // The verb itself says in one line that no silo answers.
        builder.Logging.AddFilter("Orleans", LogLevel.Error);
        if (plan.Membership == ClusterMembership.Postgres) builder.Services.RequirePostgres();
        builder.UseOrleansClient(client =>
        {
            client.Find(plan);
            client.UseConnectionRetryFilter(RetryAsync);
        });
    }

    private static void Find(this IClientBuilder client, ClusterPlan plan)
    {
        if (plan.Membership == ClusterMembership.Postgres) client.UsePostgresMembership();
        else if (plan.Membership == ClusterMembership.Redis) client.UseRedisMembership();
        else client.UseStaticClustering([.. Parse(plan.Options.Gateways)]);
        client.Configure<ClusterOptions>(plan.Name);
        client.Configure<ClientMessagingOptions>(NewsMessaging.Bound);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = RefreshGateways);
        KnownGrainInterfaces.Install(client.Services);
        WireFaults.Allow(client.Services);
    }

    // An address that is wrong stops the start in NewsClusterOptionsValidator; it must not throw here before the operator is told which.
    private static IEnumerable<IPEndPoint> Parse(IEnumerable<string> gateways)
    {
        foreach (var gateway in gateways)
        {
            if (IPEndPoint.TryParse(gateway, out var address)) yield return address;
        }
    }

    // A front end may be started before its silos, and stays.
    private static async Task<bool> RetryAsync(Exception exception, CancellationToken cancellationToken)
    {
        await Task.Delay(RetryAfter, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
