using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>A cluster that counts questions for accounts that may be written yet.</summary>
public sealed class StaffCluster : IAsyncLifetime
{
    private int _questions;

    public StaffCluster() => Cluster = new()
    {
        ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(context =>
        {
            var answer = context.Invoke();
            if (context.InterfaceMethod.Name == nameof(IAccountGrain.GetSettledAsync)) Interlocked.Increment(ref _questions);
            return answer;
        }),
    };

    public NewsCluster Cluster { get; }

    /// <summary>How many were asked; those of them that wait for a write are counted too.</summary>
    public int Questions => Volatile.Read(ref _questions);

    public ValueTask InitializeAsync() => Cluster.InitializeAsync();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
