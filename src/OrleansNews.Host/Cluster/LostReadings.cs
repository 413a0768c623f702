using System.Reflection;
using Orleans.Concurrency;
using OrleansNews.Site;

namespace OrleansNews.Cluster;

/// <summary>
/// Makes a call that only reads again when its answer went with a silo that left: the front end soon knows another way. What the cluster does not answer in time is not asked for
/// again, nor what it is too busy for.
/// </summary>
internal sealed class LostReadings : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod.IsDefined(typeof(ReadOnlyAttribute)) ? ClusterCalls.ReadAgainAsync(context.Invoke) : context.Invoke();
}
