using System.Net;
using Orleans.Configuration;
using Orleans.Dashboard;
using OrleansNews.Settings;
using OrleansNews.Site;

namespace OrleansNews.Cluster;

/// <summary>Attaches a front end of role <c>web</c> to the gateways of silos.</summary>
internal static class ClientHosting
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static void AddNewsClient(this IHostApplicationBuilder builder, NodeSettings node)
    {
        var before = builder.Services.Count;
        var cluster = builder.Configuration.GetSection(NewsClusterOptions.Section).Get<NewsClusterOptions>() ?? new();
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering([.. Parse(cluster.Gateways)]);
            client.Configure<ClusterOptions>(NewsMessaging.Name);
            client.Configure<ClientMessagingOptions>(NewsMessaging.Bound);
            KnownGrainInterfaces.Install(client.Services);
            client.UseConnectionRetryFilter(RetryAsync);
            client.AddDashboard(options => options.HideTrace = true);
        });
        PatientClient.Install(builder.Services, before);
        builder.Services.PostConfigure<ReadOptions>(read =>
        {
            if (read.CopyFolder.Length == 0) read.CopyFolder = Path.Combine(node.Data, "pages");
        });
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
