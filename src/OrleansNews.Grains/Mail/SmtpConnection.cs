using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace OrleansNews.Mail;

/// <summary>A connection to the mail server, open and signed in.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private readonly SmtpClient _client = new();

    private SmtpConnection()
    {
    }

    /// <summary>Connects, under TLS as the settings say.</summary>
    /// <param name="options">The server.</param>
    /// <param name="domain">How this side introduces itself.</param>
    /// <param name="cancel">Ends the attempt.</param>
    public static async Task<SmtpConnection> OpenAsync(MailOptions options, string domain, CancellationToken cancel)
    {
        var connection = new SmtpConnection();
        try
        {
            var client = connection._client;
            client.Timeout = (int)options.Timeout.TotalMilliseconds;
            client.LocalDomain = domain;
            if (options.Authority.Length > 0)
            {
                var authorities = MailAuthority.Read(options.Authority);
                client.ServerCertificateValidationCallback = (_, shown, _, errors) => MailAuthority.Accepts(authorities, shown, errors);
            }

            await client.ConnectAsync(options.Host, options.Port, SecurityOf(options.Security), cancel);
            if (options.User.Length > 0) await client.AuthenticateAsync(options.User, options.Password, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends one mail. Unless it returns <see cref="SmtpOutcome.Broken"/> or <see cref="SmtpOutcome.Barred"/>, the next one can be sent.</summary>
    public async Task<(SmtpOutcome Outcome, int Code)> SendAsync(MimeMessage message, CancellationToken cancel)
    {
        try
        {
            await _client.SendAsync(message, cancel);
            return (SmtpOutcome.Sent, 0);
        }
        catch (ServiceNotAuthenticatedException)
        {
            return (SmtpOutcome.Barred, 530);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.SenderNotAccepted)
        {
            return (SmtpOutcome.Barred, (int)refused.StatusCode);
        }
        // RFC 5321: an answer that begins with 5 is final, one that begins with 4 is not.
        catch (SmtpCommandException refused)
        {
            var outcome = (int)refused.StatusCode >= 500 ? SmtpOutcome.Refused : SmtpOutcome.Deferred;
            return (_client.IsConnected ? outcome : outcome == SmtpOutcome.Refused ? outcome : SmtpOutcome.Broken, (int)refused.StatusCode);
        }
        // An address that only a server with SMTPUTF8 takes, and this one has it not.
        catch (NotSupportedException)
        {
            return (SmtpOutcome.Refused, 553);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or ServiceNotConnectedException or OperationCanceledException or TimeoutException)
        {
            return (SmtpOutcome.Broken, 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            if (_client.IsConnected) await _client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or CommandException or OperationCanceledException or ServiceNotConnectedException)
        {
            // What was sent is sent: a farewell that nobody hears changes nothing.
        }
        finally
        {
            _client.Dispose();
        }
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
