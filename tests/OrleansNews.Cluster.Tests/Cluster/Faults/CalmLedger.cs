namespace OrleansNews.Cluster.Faults;

/// <summary>Whether everybody was answered at once in the calms: whoever is refused sends again until it is accepted, and what was accepted in the end tells nothing of that.</summary>
internal static class CalmLedger
{
    /// <summary>Every request that was refused although nothing was wrong; none when all is well.</summary>
    /// <param name="who">Who sent them.</param>
    /// <param name="failed">The requests that were not answered as they should be.</param>
    /// <param name="calms">When nothing happened to the cluster.</param>
    /// <param name="faults">While one of them is found out, nobody need be answered at once.</param>
    public static IEnumerable<string> Breaches(string who, IEnumerable<FailedRequest> failed, IReadOnlyCollection<CalmSpan> calms, IReadOnlyCollection<FaultSpan> faults) =>
        from request in failed
        where calms.Any(calm => calm.Holds(request.Began) && calm.Holds(request.Ended)) && !FaultSpan.Touches(faults, request.Began, request.Ended)
        select $"{who} were refused in a calm: {request.What}";

    /// <summary>When comments were accepted that had to be accepted at once.</summary>
    public static IEnumerable<long> Strict(IEnumerable<Acknowledged> accepted, IReadOnlyCollection<FaultSpan> faults) =>
        accepted.Where(comment => !FaultSpan.Touches(faults, comment.Began, comment.At)).Select(comment => comment.At);
}
