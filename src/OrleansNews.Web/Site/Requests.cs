using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace OrleansNews.Site;

/// <summary>What is taken from a request about who sends it.</summary>
internal static class Requests
{
    private const int LongestUserAgent = 254;

    /// <summary>The network address; empty when the transport has none. Forwarded addresses are the host's business.</summary>
    public static string AddressOf(HttpContext context) => NetworkAddressOf(context)?.ToString() ?? "";

    /// <summary>The same as it came, and one of IPv4 as such. Asks the server itself: what <see cref="HttpContext.Connection"/> makes is kept for as long as the request runs.</summary>
    public static IPAddress? NetworkAddressOf(HttpContext context) =>
        context.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress is { } address ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    /// <summary>The user agent, as long as WordPress keeps it.</summary>
    public static string UserAgentOf(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return agent.Length <= LongestUserAgent ? agent : agent[..LongestUserAgent];
    }
}
