using System.Net.Sockets;
using Orleans.Runtime;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>Tells a cluster that does not answer from a fault in the program.</summary>
internal static class ClusterFaults
{
    /// <summary>Whether trying again later may help.</summary>
    public static bool IsUnavailable(Exception fault) =>
        fault is TimeoutException or OrleansException or ThreadUnavailableException or SocketException or IOException or ClientNotAvailableException;
}
