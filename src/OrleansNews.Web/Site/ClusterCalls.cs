namespace OrleansNews.Site;

/// <summary>Calls that may be made again.</summary>
internal static class ClusterCalls
{
    /// <summary>
    /// Makes a call, and once more when its answer was lost with the silo that had it or another activation was quicker. For calls that do the same when they are made twice: they name a
    /// submission, or the version that they start from.
    /// </summary>
    public static async Task<T> TwiceAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return await call();
        }
    }
}
