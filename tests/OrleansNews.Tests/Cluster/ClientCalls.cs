using System.Collections.Concurrent;

namespace OrleansNews.Cluster;

/// <summary>Stands between clients and grains.</summary>
public sealed class ClientCalls : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, GrainId), int> _countsOfGrains = [];

    /// <summary>Called instead of the grain; null to let every call pass. It may call <see cref="IGrainCallContext.Invoke"/> itself and change the result.</summary>
    public Func<IOutgoingGrainCallContext, Task>? Instead { get; set; }

    /// <summary>How often each method was called, as <c>IArticleGrain.GetPublishedAsync</c>.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>All calls so far.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>How often a method was called so far.</summary>
    public int Of(string method) => _counts.GetValueOrDefault(method);

    /// <summary>How often a method of one grain was called so far: what runs in the background may call it on others at any time.</summary>
    public int Of(string method, IAddressable grain) => _countsOfGrains.GetValueOrDefault((method, grain.GetGrainId()));

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        _counts.AddOrUpdate(NameOf(context), 1, static (_, count) => count + 1);
        _countsOfGrains.AddOrUpdate((NameOf(context), context.TargetId), 1, static (_, count) => count + 1);
        return Instead is { } instead ? instead(context) : context.Invoke();
    }

    /// <summary>The method that a call is for.</summary>
    public static string NameOf(IOutgoingGrainCallContext context) => $"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}";
}
