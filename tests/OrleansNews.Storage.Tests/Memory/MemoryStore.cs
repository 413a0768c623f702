using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Memory;

/// <summary>Orleans' own in-memory storage, in a silo of its own because it keeps its state in grains.</summary>
public sealed class MemoryStore : IStoreUnderTest
{
    private InProcessTestCluster? _cluster;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IGrainStorageSerializer>(SuiteSerializer.Instance);
            silo.AddMemoryGrainStorageAsDefault();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <summary>The state is the silo's: each provider that is opened is the silo's one.</summary>
    public Task<OpenProvider> OpenAsync() =>
        Task.FromResult(new OpenProvider(_cluster!.Silos[0].ServiceProvider.GetRequiredService<IGrainStorage>(), () => default));

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }
}
