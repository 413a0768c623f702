using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace OrleansNews.Mail;

/// <summary>Refuses to start with a mail server that nothing could be sent through.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        Objection(options) is { } objection ? ValidateOptionsResult.Fail(objection) : ValidateOptionsResult.Success;

    private static string? Objection(MailOptions options) => Ranges(options) ?? (options.Host.Length == 0 ? WithoutServer(options) : Server(options));

    private static string? Ranges(MailOptions options) =>
        options.Port is < 1 or > 65_535 ? $"The setting Mail:Port is {options.Port}. Give a port from 1 to 65535; 587 is usual with STARTTLS, 465 with TLS."
        : !Enum.IsDefined(options.Security) ? "The setting Mail:Security is none that is known. Give StartTls, Tls or None."
        : Outside(options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)) ? $"The setting Mail:Timeout is {options.Timeout}. Give a time from 00:00:01 to 00:05:00."
        : Outside(options.GatherFor, TimeSpan.Zero, TimeSpan.FromDays(1)) ? $"The setting Mail:GatherFor is {options.GatherFor}. Give a time from 00:00:00 to 1.00:00:00."
        : Outside(options.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) ? $"The setting Mail:RetryAfter is {options.RetryAfter}. Give a time from 00:00:01 to 01:00:00."
        : options.MaxTries is < 1 or > 100 ? $"The setting Mail:MaxTries is {options.MaxTries}. Give a number from 1 to 100."
        : Outside(options.GiveUpAfter, TimeSpan.FromHours(1), TimeSpan.FromDays(14)) ? $"The setting Mail:GiveUpAfter is {options.GiveUpAfter}. Give a time from 01:00:00 to 14.00:00:00."
        : options.MaxWaiting is < 100 or > 100_000 ? $"The setting Mail:MaxWaiting is {options.MaxWaiting}. Give a number from 100 to 100000."
        : null;

    // Half a setting is one that somebody believes to be whole.
    private static string? WithoutServer(MailOptions options)
    {
        var given = options.User.Length > 0 ? "Mail:User" : options.Password.Length > 0 ? "Mail:Password" : options.From.Length > 0 ? "Mail:From" : options.Authority.Length > 0 ? "Mail:Authority" : null;
        return given is null ? null : $"The setting {given} is given, and Mail:Host is not. Give the mail server's name there, or leave all of them out to send no mail.";
    }

    private static string? Server(MailOptions options) =>
        Uri.CheckHostName(options.Host) == UriHostNameType.Unknown ? $"The setting Mail:Host is '{options.Host}', which is no name of a server. Give one such as smtp.example.org; the port is Mail:Port."
        : MailAddresses.TryRead(options.From) is null ? "The setting Mail:From is missing or no address. Give one such as news@example.org, or The Estuary <news@example.org>."
        : options.User.Length > 0 && options.Password.Length == 0 ? "The setting Mail:Password is missing. Give the password of Mail:User, or leave both out where the server asks for none."
        : options.Password.Length > 0 && options.User.Length == 0 ? "The setting Mail:User is missing. Give the user of Mail:Password, or leave both out where the server asks for none."
        : options is { Security: MailSecurity.None, User.Length: > 0 } && !IsThisMachine(options.Host) ? "The setting Mail:Security is None, and the password of Mail:User would cross the network in plain. Give StartTls or Tls."
        : options.Authority.Length > 0 ? AuthorityObjection(options)
        : null;

    private static string? AuthorityObjection(MailOptions options)
    {
        if (options.Security == MailSecurity.None) return "The setting Mail:Authority is given, and Mail:Security is None. Give StartTls or Tls, or leave the authority out.";
        try
        {
            return MailAuthority.Read(options.Authority).Count > 0 ? null : $"The setting Mail:Authority is '{options.Authority}', which holds no certificate. Give a PEM file.";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"The setting Mail:Authority is '{options.Authority}', which cannot be read. Give a PEM file with a certificate.";
        }
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    private static bool Outside(TimeSpan value, TimeSpan least, TimeSpan most) => value < least || value > most;
}
