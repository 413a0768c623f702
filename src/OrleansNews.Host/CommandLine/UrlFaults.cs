using System.Net.Sockets;
using OrleansNews.Settings;

namespace OrleansNews.CommandLine;

/// <summary>
/// Says which setting it was when pages cannot be served where it says: Kestrel lets the system's fault through, without an address. Every other listener of the process has words of its own for it.
/// </summary>
internal static class UrlFaults
{
    /// <summary>The message for a fault of a start that was to serve pages on <paramref name="urls"/>; null when it is another fault.</summary>
    public static SettingException? Explain(Exception fault, string urls) => fault switch
    {
        SocketException refused when IsOfAnAddress(refused) => NotListened(urls, refused),
        // Of localhost both addresses were tried.
        IOException { InnerException: AggregateException several } when several.InnerExceptions.OfType<SocketException>().FirstOrDefault(IsOfAnAddress) is { } refused => NotListened(urls, refused),
        InvalidOperationException when IsOfACertificate(fault, urls) => new(
            "Urls", $"{urls} needs a certificate, and there is none. Name its PEM files with --Kestrel:Certificates:Default:Path=site.pem and --Kestrel:Certificates:Default:KeyPath=site.key, " +
            "or leave https to a proxy in front, with --urls http://localhost:5080."),
        _ => null,
    };

    private static SettingException NotListened(string urls, SocketException refused) =>
        new("Urls", $"{urls} cannot be listened on: {refused.Message}. Use an address of this machine, and a port above 1023, such as --urls http://localhost:5080.");

    private static bool IsOfAnAddress(SocketException fault) => fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported or SocketError.AccessDenied;

    // It has no type of its own.
    private static bool IsOfACertificate(Exception fault, string urls) =>
        urls.Contains("https:", StringComparison.OrdinalIgnoreCase) && fault.Message.Contains("HTTPS endpoint", StringComparison.OrdinalIgnoreCase);
}
