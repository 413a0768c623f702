using System.Globalization;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace OrleansNews.Mail;

/// <summary>What keeps a mail server from being used, with the setting that would mend it. None of the server's own words: an address may stand in them.</summary>
internal static class SmtpTrouble
{
    /// <summary>In a sentence for the operator's log, without its end.</summary>
    public static string Describe(Exception fault) => fault switch
    {
        SslHandshakeException { ServerCertificate: not null } => "its certificate is for another name, out of date, or signed by nobody who is trusted. Mail:Host has to be a name in the certificate; " +
            "Mail:Authority may name a PEM file with the authority that signed it",
        SslHandshakeException => "no TLS came about. Mail:Security is Tls for a port that begins with it (465 mostly), and StartTls for one that offers it (587 mostly)",
        NotSupportedException => "it does not offer STARTTLS, or no way to sign in that is known. Mail:Security is Tls for a port that begins with TLS (465 mostly)",
        AuthenticationException => "it does not take Mail:User with Mail:Password",
        SocketException => "nothing answers there. Check Mail:Host, Mail:Port, and what lies between",
        TimeoutException => "it did not answer in Mail:Timeout",
        SmtpCommandException refused => string.Create(CultureInfo.InvariantCulture, $"it answered {(int)refused.StatusCode}"),
        _ => fault.GetType().Name,
    };
}
