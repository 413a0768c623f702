using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>Whoever reaches a port of the cluster can call every grain: without certificates only this machine does.</summary>
public sealed class ListeningPortsTests(PostgresServerFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silo_WithoutTls_ListensOnTheLoopbackAddressAlone()
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync());
        var (silo, gateway) = (LoopbackPorts.Next(), LoopbackPorts.Next());
        await cluster.StartSiloOnAsync(silo, gateway);

        Assert.Equal([IPAddress.Loopback], AddressesOf(silo));
        Assert.Equal([IPAddress.Loopback], AddressesOf(gateway));
    }

    [Fact]
    public async Task SoleSilo_OpensNoPortOfTheCluster_AndItsGatewayOnTheLoopbackAddressWhenItIsTold()
    {
        var (silo, gateway) = (LoopbackPorts.Next(), LoopbackPorts.Next());
        string[] ports = [string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={silo}"), string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={gateway}")];
        await using (await HostProcess.StartAsync(_folder["data"], ports))
        {
            Assert.Empty(AddressesOf(silo));
            Assert.Empty(AddressesOf(gateway));
        }

        await using var open = await HostProcess.StartAsync(_folder["data"], [.. ports, "--Cluster:OpenGateway=true"]);

        Assert.Empty(AddressesOf(silo));
        Assert.Equal([IPAddress.Loopback], AddressesOf(gateway));
    }

    private static IEnumerable<IPAddress> AddressesOf(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == port).Select(listener => listener.Address);
}
