using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using OrleansNews.Processes;

namespace OrleansNews.Mail;

/// <summary>
/// A mail server that others wrote, npm's <c>smtp-server</c>, in a process of its own: it takes mails under STARTTLS, from whoever signs in, and has them read by <c>mailparser</c>.
/// </summary>
internal sealed class ForeignMailServer : IAsyncDisposable
{
    public const string User = "news";
    public const string Password = "a secret";

    // It ends with whoever started it: nothing comes from there any more.
    private const string Script = """
        const { SMTPServer } = require('smtp-server');
        const { simpleParser } = require('mailparser');
        const { KEY: key, CERTIFICATE: cert, MAIL_USER: user, MAIL_PASSWORD: password } = process.env;
        const server = new SMTPServer({
          key, cert,
          onAuth: (auth, session, done) => auth.username === user && auth.password === password ? done(null, { user }) : done(new Error('Wrong')),
          onData: (stream, session, done) => simpleParser(stream).then((mail) => {
            console.log(JSON.stringify({
              isSecure: session.secure, sender: session.envelope.mailFrom.address, recipients: session.envelope.rcptTo.map((one) => one.address),
              from: mail.from.text, subject: mail.subject, text: mail.text, messageId: mail.messageId, date: mail.date,
              unsubscribe: mail.headers.get('list')?.unsubscribe?.url ?? '', unsubscribePost: mail.headers.get('list')?.['unsubscribe-post']?.name ?? '',
              autoSubmitted: mail.headers.get('auto-submitted') ?? '',
            }));
            done();
          }, done),
        });
        server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
        process.stdin.on('end', () => process.exit()).resume();
        """;

    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _complaints = [];

    private ForeignMailServer(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>Starts one; the first on this machine is fetched with npm.</summary>
    public static async Task<ForeignMailServer> StartAsync(TemporaryCertificate certificate, CancellationToken cancel)
    {
        var place = await NpmPackages.InstallAsync("smtp-server@3.21.6", "mailparser@3.14.2");
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate.Server)!;
        var start = new ProcessStartInfo("node", ["-e", Script]) { WorkingDirectory = place, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["KEY"], start.Environment["CERTIFICATE"]) = (key.ExportPkcs8PrivateKeyPem(), certificate.Server.ExportCertificatePem());
        (start.Environment["MAIL_USER"], start.Environment["MAIL_PASSWORD"]) = (User, Password);
        var server = new ForeignMailServer(new() { StartInfo = start });
        server.Listen();
        try
        {
            server.Port = int.Parse(await server.NextLineAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next mail that it took.</summary>
    public async Task<ForeignMail> NextAsync(CancellationToken cancel) => JsonSerializer.Deserialize<ForeignMail>(await NextLineAsync(cancel), CamelCase)!;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) _lines.Writer.TryComplete();
            else _lines.Writer.TryWrite(line.Data);
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_complaints) if (line.Data is not null) _complaints.Add(line.Data);
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<string> NextLineAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            return await _lines.Reader.ReadAsync(patience.Token);
        }
        catch (Exception fault) when (fault is ChannelClosedException or OperationCanceledException)
        {
            lock (_complaints) throw new InvalidOperationException($"The mail server says no more. {string.Join('\n', _complaints)}", fault);
        }
    }
}

/// <summary>A mail as a program that others wrote reads it.</summary>
internal sealed record ForeignMail(
    bool IsSecure, string Sender, string[] Recipients, string From, string Subject, string Text, string MessageId, DateTimeOffset Date, string Unsubscribe, string UnsubscribePost, string AutoSubmitted);
