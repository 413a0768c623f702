using Orleans.Configuration;

namespace OrleansNews.Cluster.Tls;

/// <summary>Puts mutual TLS before everything that silos and front ends say to each other, where the settings name certificates.</summary>
internal static class TlsHosting
{
    public static void AddClusterTls(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClusterTlsOptions>().BindConfiguration(ClusterTlsOptions.Section);
        if (ClusterCertificates.Read(builder.Configuration) is not { } certificates)
        {
            builder.Services.AddHostedService<PortsInTheClear>();
            return;
        }

        builder.Services.AddSingleton(services => new MutualTls(certificates, services.GetRequiredService<ILogger<MutualTls>>()));
        builder.Services.AddOptions<SiloConnectionOptions>().Configure<MutualTls>((silo, tls) =>
        {
            silo.ConfigureSiloInboundConnection(tls.Accept);
            silo.ConfigureSiloOutboundConnection(tls.Open);
            silo.ConfigureGatewayInboundConnection(tls.Accept);
        });
        builder.Services.AddOptions<ClientConnectionOptions>().Configure<MutualTls>((client, tls) => client.ConfigureConnection(tls.Open));
    }
}
