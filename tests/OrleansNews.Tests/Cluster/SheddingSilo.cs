using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansNews.Cluster;

/// <summary>A silo whose memory is full when the test says so.</summary>
public sealed class SheddingSilo
{
    /// <summary>The cluster that it makes.</summary>
    public NewsCluster Cluster { get; } = new()
    {
        ConfigureSilo = silo => silo.Services.Configure<LoadSheddingOptions>(options => (options.LoadSheddingEnabled, options.CpuThreshold, options.MemoryThreshold) = (true, 100, 100)),
    };

    /// <summary>From the next look on, which Orleans takes once a second, the silo turns calls of its clients away, or takes them again.</summary>
    public void Shed(bool sheds) => Cluster.SiloServices.GetRequiredService<IOptions<LoadSheddingOptions>>().Value.MemoryThreshold = sheds ? 0 : 100;
}
