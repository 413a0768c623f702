using System.Diagnostics;

namespace OrleansNews.Operations;

/// <summary>
/// Lets every trace begin at the front end. A trace that a visitor names is not gone on with: whoever sends <c>traceparent</c> would decide what is traced, and could join the
/// traces of others. Between front ends and silos traces are passed on as usual.
/// </summary>
internal sealed class OwnTraces : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _usual = Current;

    public override IReadOnlyCollection<string> Fields => _usual.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => _usual.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (carrier is not IHeaderDictionary) _usual.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        carrier is IHeaderDictionary ? null : _usual.ExtractBaggage(carrier, getter);
}
