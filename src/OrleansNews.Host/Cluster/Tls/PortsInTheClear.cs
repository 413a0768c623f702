using System.Net;
using OrleansNews.Settings;

namespace OrleansNews.Cluster.Tls;

/// <summary>Warns at the start where other machines reach the ports of the cluster, and nobody is asked for a certificate.</summary>
internal sealed partial class PortsInTheClear(ClusterPlan plan, ILogger<PortsInTheClear> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var opens = plan.Role != HostRole.Web && (!plan.IsAlone || plan.GatewayPort > 0);
        if (opens && IPAddress.TryParse(plan.Options.Address, out var address) && !IPAddress.IsLoopback(address)) LogOpen(log, plan.Options.Address);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "Cluster:Tls: whoever reaches the ports of the cluster on {Address} (Cluster:Address) can call every grain, for there are no certificates. Set Cluster:Tls:Certificate, Cluster:Tls:Key and Cluster:Tls:Authority, which deploy/tls/make-certificates makes, or let nobody but the cluster reach them.")]
    private static partial void LogOpen(ILogger logger, string address);
}
