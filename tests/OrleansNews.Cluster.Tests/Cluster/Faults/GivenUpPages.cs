using System.Net;

namespace OrleansNews.Cluster.Faults;

/// <summary>
/// Whether pages of stories that are moderated failed for the one reason that there is: a front end knows that something was hidden in one, cannot make it anew, and gives it up when a silo that was
/// killed would have been found out.
/// </summary>
internal static class GivenUpPages
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    /// <summary>Every reading that failed for another reason; none when all is well.</summary>
    /// <param name="failed">The readings that failed.</param>
    /// <param name="hidings">The stories in which something was to be hidden, and since when.</param>
    /// <param name="faults">While one of them is found out, a page may not be made anew.</param>
    public static IEnumerable<string> Breaches(IEnumerable<FailedRequest> failed, IReadOnlyCollection<(string Path, long Began)> hidings, IReadOnlyCollection<FaultSpan> faults) =>
        failed.Where(page => !IsGivenUp(page, hidings, faults)).Select(page => $"a page failed that nothing kept from being shown: {page.What}");

    private static bool IsGivenUp(FailedRequest page, IEnumerable<(string Path, long Began)> hidings, IReadOnlyCollection<FaultSpan> faults) =>
        page.Status == HttpStatusCode.ServiceUnavailable
        && FaultSpan.Touches(faults, page.Began, page.Ended)
        && FaultsSince(page.Ended, faults) is var since
        && hidings.Any(hiding => hiding.Path == page.Path && hiding.Began >= since && hiding.Began + FaultSpan.Seconds(GiveUpAfter.TotalSeconds) <= page.Ended);

    // Since when one fault followed the other, and somewhat before: what was hidden earlier was checked in between.
    private static long FaultsSince(long at, IEnumerable<FaultSpan> faults)
    {
        var (since, detection) = (at, FaultSpan.Seconds(FaultSpan.Detection.TotalSeconds));
        foreach (var fault in faults.Where(fault => fault.Began <= at).OrderByDescending(fault => fault.Began))
        {
            if (fault.Ended + detection < since) break;
            since = Math.Min(since, fault.Began);
        }

        return since - detection;
    }
}
