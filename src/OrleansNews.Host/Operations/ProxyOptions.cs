namespace OrleansNews.Operations;

/// <summary>Whose word about a reader's address and scheme is taken. Section <c>Proxy</c>.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>
    /// The proxies and balancers in front, each as an address or a network such as <c>10.0.0.0/8</c>: <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of a request that comes from one of them
    /// are believed, and nobody else's. No default: nobody's.
    /// </summary>
    public IList<string> Trusted { get; } = [];
}
