using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using OrleansNews.Site;

namespace OrleansNews.Operations;

/// <summary>Whose word about a reader's address is taken.</summary>
public sealed class TrustedProxiesTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task Host_BehindAProxyThatIsNamed_WritesTheReadersSchemeIntoAddresses()
    {
        using var proxy = host.CreateReader();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/robots.txt") { Headers = { { "X-Forwarded-For", "203.0.113.9" }, { "X-Forwarded-Proto", "https" } } };

        using var answer = await proxy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("Sitemap: https://", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.7", "203.0.113.9", "https 203.0.113.9")]
    [InlineData("::ffff:10.0.0.7", "203.0.113.9", "https 203.0.113.9")]
    [InlineData("192.0.2.1", "203.0.113.9", "https 203.0.113.9")]
    // Two proxies of ours, one behind the other.
    [InlineData("10.0.0.7", "203.0.113.9, 10.0.0.8", "https 203.0.113.9")]
    // What the reader wrote stands before what the proxy saw.
    [InlineData("10.0.0.7", "198.51.100.1, 203.0.113.9", "https 203.0.113.9")]
    [InlineData("192.0.2.2", "203.0.113.9", "http 192.0.2.2")]
    [InlineData("198.51.100.1", "10.0.0.7", "http 198.51.100.1")]
    public async Task Address_IsWhatAKnownProxySays_AndNobodyElse(string sender, string forwarded, string expected) =>
        Assert.Equal(expected, await AskAsync(sender, forwarded, "--Proxy:Trusted:0=10.0.0.0/8", "--Proxy:Trusted:1=192.0.2.1"));

    [Fact]
    public async Task Address_WhileNoProxyIsKnown_IsTheSendersOwn() => Assert.Equal("http 127.0.0.1", await AskAsync("127.0.0.1", "203.0.113.9"));

    [Theory]
    [InlineData("proxy")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.7:80")]
    public void Validate_WhatIsNoAddress_IsNamedWithTheCure(string proxy)
    {
        var result = new ProxyOptionsValidator().Validate(null, new ProxyOptions { Trusted = { proxy } });

        Assert.StartsWith($"Proxy:Trusted: '{proxy}' is no address and no network. Use", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(string sender, string forwarded, params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.WebHost.UseTestServer();
        builder.AddTrustedProxies();
        await using var app = builder.Build();
        TrustedProxies.Use(app);
        app.Run(context => context.Response.WriteAsync($"{context.Request.Scheme} {Requests.AddressOf(context)}"));
        await app.StartAsync();
        var answer = await app.GetTestServer().SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(sender);
            context.Request.Headers["X-Forwarded-For"] = forwarded;
            // One for each address, as proxies append them.
            context.Request.Headers["X-Forwarded-Proto"] = string.Join(", ", forwarded.Split(',').Select(_ => "https"));
        });
        using var reader = new StreamReader(answer.Response.Body);
        return await reader.ReadToEndAsync();
    }
}
