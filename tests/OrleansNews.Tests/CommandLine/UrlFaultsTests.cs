using System.Net.Sockets;

namespace OrleansNews.CommandLine;

public sealed class UrlFaultsTests
{
    private const string Urls = "http://localhost:80";

    [Theory]
    [InlineData(SocketError.AccessDenied)]
    [InlineData(SocketError.AddressNotAvailable)]
    public void Explain_AddressThatIsRefused_NamesTheSettingAndTheCure(SocketError error)
    {
        var refused = new SocketException((int)error);

        // The second is what becomes of localhost.
        foreach (var fault in new Exception[] { refused, new IOException($"Failed to bind to address {Urls}.", new AggregateException(refused, refused)) })
        {
            var message = UrlFaults.Explain(fault, Urls)!.Message;
            Assert.StartsWith($"Urls: {Urls} cannot be listened on: ", message, StringComparison.Ordinal);
            Assert.Contains("--urls http://localhost:5080", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Explain_WhatHasNothingToDoWithAddresses_IsLeft()
    {
        var elsewhere = new SocketException((int)SocketError.AccessDenied);

        Assert.Null(UrlFaults.Explain(new SocketException((int)SocketError.ConnectionRefused), Urls));
        Assert.Null(UrlFaults.Explain(new HttpRequestException("Nobody answers.", elsewhere), Urls));
        Assert.Null(UrlFaults.Explain(new IOException("The disk is full."), Urls));
        Assert.Null(UrlFaults.Explain(new InvalidOperationException("Unable to configure HTTPS endpoint."), Urls));
        Assert.Null(UrlFaults.Explain(new InvalidOperationException("A story has no headline."), "https://localhost:443"));
    }
}
