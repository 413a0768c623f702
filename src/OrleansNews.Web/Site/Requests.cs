namespace OrleansNews.Site;

/// <summary>What is taken from a request about who sends it.</summary>
internal static class Requests
{
    private const int LongestUserAgent = 254;

    /// <summary>The network address; empty when the transport has none. Forwarded addresses are the host's business.</summary>
    public static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "";
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    /// <summary>The user agent, as long as WordPress keeps it.</summary>
    public static string UserAgentOf(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return agent.Length <= LongestUserAgent ? agent : agent[..LongestUserAgent];
    }
}
