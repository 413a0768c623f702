using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace OrleansNews.Cluster;

/// <summary>
/// Makes a call that only reads once more when its answer went with a silo that left: the front end knows another way by then. What the cluster does not answer in time is not asked for
/// again, nor what it is too busy for.
/// </summary>
internal sealed class LostReadings : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (OrleansMessageRejectionException) when (context.InterfaceMethod.IsDefined(typeof(ReadOnlyAttribute)))
        {
            await context.Invoke();
        }
    }
}
