using System.Net;

namespace OrleansNews.Cluster;

/// <summary>A request that was not answered as it should be.</summary>
/// <param name="Began">When it was sent, as a timestamp.</param>
/// <param name="Ended">When it was given up.</param>
/// <param name="What">What came instead.</param>
internal sealed record FailedRequest(long Began, long Ended, string What)
{
    /// <summary>What was asked for, where somebody wants to know it.</summary>
    public string Path { get; init; } = "";

    /// <summary>The answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; init; }
}
