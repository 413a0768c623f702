using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

/// <summary>A cluster whose threads roll, merge and store their index within a few comments.</summary>
public sealed class SmallThreadsCluster : IAsyncLifetime
{
    public NewsCluster News { get; } = new()
    {
        ConfigureSilo = silo => silo.Services.Configure<ThreadOptions>(options =>
        {
            options.TailBytes = 1024;
            options.SnapshotEvents = 100;
            options.CacheBytes = 64 * 1024;
        }),
    };

    public ValueTask InitializeAsync() => News.InitializeAsync();

    public ValueTask DisposeAsync() => News.DisposeAsync();
}
