using Orleans.Core.Internal;

namespace OrleansNews.Cluster;

/// <summary>What a test does to a grain from outside.</summary>
public static class GrainReferences
{
    /// <summary>Ends the activation: the next call meets a new one, which knows nothing but what is stored.</summary>
    public static async Task DeactivateAsync(this IAddressable grain) => await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

    /// <summary>Changes what is stored of a grain, as another activation of it does: the live one is told nothing.</summary>
    public static async Task WritePastAsync<TState>(this NewsCluster cluster, IAddressable grain, string stateName, Func<TState, TState> change)
        where TState : class, new()
    {
        var stored = new GrainState<TState>(new TState());
        await cluster.Storage.ReadStateAsync(stateName, grain.GetGrainId(), stored);
        stored.State = change(stored.State ?? new TState());
        await cluster.Storage.WriteStateAsync(stateName, grain.GetGrainId(), stored);
    }
}
