using System.Net;
using System.Net.Sockets;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

/// <summary>
/// Refuses to start a silo on a port that another process listens on. Orleans would share the port with it, and tell the cluster that the silo with that address, which is
/// well, is dead.
/// </summary>
internal sealed class FreePorts(ClusterPlan plan) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!plan.IsAlone) Require(nameof(NewsClusterOptions.SiloPort), plan.Options.SiloPort);
        if (plan.GatewayPort != 0) Require(nameof(NewsClusterOptions.GatewayPort), plan.GatewayPort);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Require(string setting, int port)
    {
        var address = IPAddress.Parse(plan.Options.Address);
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, port));
            probe.Listen();
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new SettingException($"Cluster:{setting}", $"port {port} of {address} is in use. Stop the other program, or choose another with --Cluster:{setting}={port + 1}.");
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported or SocketError.AccessDenied)
        {
            throw new SettingException("Cluster:Address", $"{address}:{port} cannot be listened on: {fault.Message}. Use an address of this machine, and a port above 1023.");
        }
    }
}
