using Orleans.Configuration;

namespace OrleansNews.Cluster;

/// <summary>Bounds that silos and front ends must agree on.</summary>
internal static class NewsMessaging
{
    /// <summary>After this a call's outcome is unknown. Orleans' 30 s is longer than a reader waits.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    // Orleans allows 100 MiB. The largest honest message is a story of 2,000,000 characters, of up to 3 bytes each in UTF-8.
    private const int MaxMessageBytes = 8 << 20;

    /// <summary>Sets the bounds.</summary>
    public static void Bound(MessagingOptions options)
    {
        options.ResponseTimeout = ResponseTimeout;
        options.MaxMessageBodySize = MaxMessageBytes;
    }
}
