using System.Globalization;

namespace OrleansNews.Cluster.Faults;

/// <summary>A time in which nothing happens to the cluster, as timestamps: it begins with the end of a round of faults.</summary>
internal sealed record CalmSpan(long Began, long Ended)
{
    /// <summary>How long one lasts: until nothing is excused by the last fault any more, and ten seconds in which every strict bound holds.</summary>
    public static readonly TimeSpan Lasts = FaultSpan.Detection + NewsLedger.Recovery + TimeSpan.FromSeconds(10);

    /// <summary>The calms in which nobody looked where the strict bound held, as lines: a bound that excuses everything finds nothing.</summary>
    /// <param name="what">What was looked at.</param>
    /// <param name="strict">When the looks were that the strict bound was for.</param>
    /// <param name="calms">One for each round of faults.</param>
    public static IEnumerable<string> Unwatched(string what, IReadOnlyCollection<long> strict, IReadOnlyCollection<CalmSpan> calms)
    {
        if (calms.Count == 0) yield return $"{what}: there was no calm";
        foreach (var (number, _) in calms.Index().Where(calm => CountIn(calm.Item, strict) == 0))
            yield return string.Create(CultureInfo.InvariantCulture, $"{what}: no look was judged strictly in calm {number + 1} of {calms.Count}");
    }

    /// <summary>How many of these moments are in one of the calms.</summary>
    public static int CountIn(IReadOnlyCollection<CalmSpan> calms, IEnumerable<long> moments) => moments.Count(moment => calms.Any(calm => calm.Holds(moment)));

    private static int CountIn(CalmSpan calm, IEnumerable<long> moments) => moments.Count(calm.Holds);

    /// <summary>Whether a moment is in it.</summary>
    public bool Holds(long moment) => Began <= moment && moment <= Ended;
}
