using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>A client of a host on this machine that has its gateway open.</summary>
internal static class GatewayClient
{
    /// <summary>Connects; the client lives as long as the host that is returned.</summary>
    public static async Task<IHost> ConnectAsync(int gateway)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gateway));
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("orleans-news", "orleans-news"));
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
