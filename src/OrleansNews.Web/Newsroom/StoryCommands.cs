using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Sends commands to stories.</summary>
internal static class StoryCommands
{
    /// <summary>
    /// Sends a command, and again when its answer was lost or another activation was quicker: a story knows one that it did already. Null when the cluster does
    /// not answer.
    /// </summary>
    public static async Task<TResult?> SendAsync<TResult>(HttpContext context, Func<Task<TResult>> send)
        where TResult : class
    {
        try
        {
            return await ClusterCalls.AgainAsync(send, context.RequestAborted);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return null;
        }
    }
}
