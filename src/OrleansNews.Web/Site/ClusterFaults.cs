using System.Net.Sockets;
using System.Security.Cryptography;
using Orleans.Runtime;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>Tells a cluster that does not answer from a fault in the program.</summary>
internal static class ClusterFaults
{
    /// <summary>Whether trying again later may help.</summary>
    public static bool IsUnavailable(Exception fault) =>
        fault is TimeoutException or OrleansException or ThreadUnavailableException or SocketException or IOException or ClientNotAvailableException
        || OlderSilo.DoesNotKnow(fault) || KnowsNoGrains(fault) || HasNoKeys(fault) || WasGivenUp(fault);

    // The keys of cookies and tokens are in the cluster too; a front end that was started without it has none yet.
    private static bool HasNoKeys(Exception fault) =>
        fault is CryptographicException or AggregateException && fault.InnerException is { } inner && (IsUnavailable(inner) || HasNoKeys(inner));

    // A silo that does not find out in time where a grain is says so as if somebody had called the call off. Whoever calls something off here does it by a token, which does not travel.
    private static bool WasGivenUp(Exception fault) => fault is OperationCanceledException { CancellationToken.CanBeCanceled: false };

    // A client that has lost its last gateway forgets which grains there are, and one that never had any does not know: Orleans then says that the interface of a
    // grain has no implementation.
    private static bool KnowsNoGrains(Exception fault) => fault is ArgumentException { Source: "Orleans.Core" };
}
