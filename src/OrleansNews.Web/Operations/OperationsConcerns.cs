using OrleansNews.Layout;

namespace OrleansNews.Operations;

/// <summary>What an operator should look at first.</summary>
internal static class OperationsConcerns
{
    /// <summary>Six times after which an undelivered message is delivered by whoever wakes it.</summary>
    public static readonly TimeSpan LateOutbox = TimeSpan.FromSeconds(30);

    /// <summary>A commit that readers notice.</summary>
    public static readonly TimeSpan SlowStore = TimeSpan.FromMilliseconds(250);

    public static ImmutableArray<string> Find(IReadOnlyCollection<SiloLine> silos, IReadOnlyCollection<FrontEndReport> frontEnds, SiteTexts texts)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var silo in silos.Where(silo => silo.Status != "Active")) found.Add(texts.ConcernSilo(silo.Address, silo.Status));
        foreach (var silo in silos.Where(silo => silo is { Status: "Active", Report: null })) found.Add(texts.ConcernSilent(silo.Address));
        var builds = silos.Select(silo => silo.Report?.Process.Build).Concat(frontEnds.Select(front => front.Process.Build)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (builds.Count > 1) found.Add(texts.ConcernBuilds(string.Join(", ", builds)));
        foreach (var silo in silos.Select(silo => silo.Report).OfType<SiloReport>())
        {
            if (silo.OutboxAge > LateOutbox) found.Add(texts.ConcernOutbox(silo.Process.Place));
            if (silo.Stores.Any(store => store.Mean > SlowStore)) found.Add(texts.ConcernStore(silo.Process.Place));
            if (silo.Threads.Any(thread => thread.Waiting > 0)) found.Add(texts.ConcernWaiting(silo.Process.Place));
        }

        foreach (var front in frontEnds)
        {
            if (front.StalePages > 0) found.Add(texts.ConcernStale(front.Process.Place));
            if (front.Coverage < 1) found.Add(texts.ConcernCoverage(front.Process.Place));
        }

        return found.ToImmutable();
    }
}
