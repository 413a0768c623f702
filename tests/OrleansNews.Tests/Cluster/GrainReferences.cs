using Orleans.Core.Internal;

namespace OrleansNews.Cluster;

/// <summary>What a test does to a grain from outside.</summary>
public static class GrainReferences
{
    /// <summary>Ends the activation: the next call meets a new one, which knows nothing but what is stored.</summary>
    public static async Task DeactivateAsync(this IAddressable grain) => await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
}
