using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace OrleansNews.Operations;

/// <summary>Takes a reader's address and scheme from proxies that are known, so that limits count readers and not the proxy, and nobody chooses the address that they are counted under.</summary>
internal static class TrustedProxies
{
    public static void AddTrustedProxies(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, proxies) => Trust(forwarded, proxies.Value));
    }

    /// <summary>Call it before everything that asks who sends a request.</summary>
    public static void Use(IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<IOptions<ProxyOptions>>().Value.Trusted.Count > 0) app.UseForwardedHeaders();
    }

    /// <summary>An address as a network of one; null for what is neither.</summary>
    public static System.Net.IPNetwork? NetworkOf(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;

    private static void Trust(ForwardedHeadersOptions forwarded, ProxyOptions proxies)
    {
        // Where nobody is named, the variable of ASP.NET Core, ASPNETCORE_FORWARDEDHEADERS_ENABLED, still means everybody.
        if (proxies.Trusted.Count == 0) return;
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // From the nearest on for as long as they are known: a proxy may stand behind another one.
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.Trusted) forwarded.KnownIPNetworks.Add(NetworkOf(proxy)!.Value);
    }
}
