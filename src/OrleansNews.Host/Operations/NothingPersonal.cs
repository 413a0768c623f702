using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace OrleansNews.Operations;

/// <summary>
/// Takes from every step of a trace whatever is not known to be about no person: browsers, queries, addresses, keys of grains (a commenter's, an account's) and texts of
/// exceptions, which name them. What frameworks add in their next version is on no list, and goes too.
/// </summary>
internal sealed class NothingPersonal : BaseProcessor<Activity>
{
    private const string Path = "url.path";

    private static readonly FrozenSet<string> Kept = FrozenSet.ToFrozenSet(
    [
        "http.request.method", RequestOutcomes.Route, RequestOutcomes.Status, "url.scheme", "network.protocol.version", "error.type", "exception.type",
        "rpc.system.name", "rpc.method", "orleans.rpc.service", "orleans.grain.type", "orleans.activation.cause", "orleans.deactivation.reason", "orleans.silo.id",
        "orleans.storage.provider", "orleans.storage.state.name",
    ]);

    public override void OnEnd(Activity data)
    {
        var keepsPath = IsOfAStory(data.GetTagItem(RequestOutcomes.Route) as string);
        foreach (var (key, _) in data.TagObjects.ToList())
        {
            if (!Kept.Contains(key) && !(keepsPath && key == Path)) data.SetTag(key, null);
        }

        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }

    // A page of a story is served ahead of routing, or by the route of everything; other routes say what they are, and may have a login in their path.
    private static bool IsOfAStory(string? route) => route is null || route.Contains("{**", StringComparison.Ordinal);
}
