using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace OrleansNews.Mail;

/// <summary>
/// A mail server on a loopback port, as far as RFC 5321 asks for one: greeting, EHLO, STARTTLS, AUTH PLAIN, MAIL, RCPT, DATA. It keeps what it took, byte by byte, and refuses what
/// a test wants refused.
/// </summary>
public sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ReceivedMail> _mails = Channel.CreateUnbounded<ReceivedMail>();
    private readonly List<Task> _sessions = [];
    private readonly Task _accepting;

    public SmtpListener(int port = 0)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>With it STARTTLS is offered, and nothing is taken ahead of it.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Whether a connection begins with TLS, ahead of the greeting, as on port 465.</summary>
    public bool BeginsWithTls { get; init; }

    /// <summary>Who has to sign in; nobody without it.</summary>
    public (string User, string Password)? Credentials { get; set; }

    /// <summary>
    /// Answers in the server's place: gets the command (<c>CONNECT</c>, <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c>, <c>.</c>) and its line; null lets the server answer. It may take its time.
    /// </summary>
    public Func<string, string, Task<string?>> Instead { get; set; } = static (_, _) => Task.FromResult<string?>(null);

    /// <summary>Everything that was taken so far.</summary>
    public List<ReceivedMail> Taken { get; } = [];

    /// <summary>The next mail that was taken, in the order of arrival.</summary>
    public async Task<ReceivedMail> NextAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        return await _mails.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        Stream stream = client.GetStream();
        try
        {
            var (secure, signedIn, from, to) = (false, Credentials is null, "", new List<string>());
            if (BeginsWithTls) (stream, secure) = (await SecureAsync(stream), true);
            await ReplyAsync(stream, await Instead("CONNECT", "") ?? "220 mx.test ESMTP");
            while (await ReadLineAsync(stream) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (await Instead(verb, line) is { } instead)
                {
                    await ReplyAsync(stream, instead);
                    if (instead.StartsWith("421", StringComparison.Ordinal)) return;
                    continue;
                }

                switch (verb)
                {
                    case "EHLO":
                        var offers = new List<string> { "mx.test", "8BITMIME", "ENHANCEDSTATUSCODES" };
                        if (Certificate is not null && !secure) offers.Add("STARTTLS");
                        if (Credentials is not null && (secure || Certificate is null)) offers.Add("AUTH PLAIN");
                        await ReplyAsync(stream, string.Join("\r\n", offers.Select((offer, i) => $"250{(i == offers.Count - 1 ? ' ' : '-')}{offer}")));
                        break;
                    case "STARTTLS" when Certificate is not null:
                        await ReplyAsync(stream, "220 2.0.0 Go ahead");
                        (stream, secure) = (await SecureAsync(stream), true);
                        break;
                    case "AUTH" when Credentials is { } known:
                        var shown = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
                        signedIn = shown == $"\0{known.User}\0{known.Password}";
                        await ReplyAsync(stream, signedIn ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong");
                        break;
                    case "MAIL" when Certificate is not null && !secure:
                        await ReplyAsync(stream, "530 5.7.0 STARTTLS first");
                        break;
                    case "MAIL" when !signedIn:
                        await ReplyAsync(stream, "530 5.7.0 Sign in first");
                        break;
                    case "MAIL":
                        (from, to) = (line, []);
                        await ReplyAsync(stream, "250 2.1.0 Fine");
                        break;
                    case "RCPT":
                        to.Add(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
                        await ReplyAsync(stream, "250 2.1.5 Fine");
                        break;
                    case "DATA":
                        await ReplyAsync(stream, "354 Go on");
                        var mail = new ReceivedMail(from, [.. to], await ReadDataAsync(stream), secure);
                        if (await Instead(".", mail.Source) is { } refused)
                        {
                            await ReplyAsync(stream, refused);
                            break;
                        }

                        lock (Taken) Taken.Add(mail);
                        await ReplyAsync(stream, "250 2.0.0 Taken");
                        _mails.Writer.TryWrite(mail);
                        break;
                    case "RSET" or "NOOP":
                        await ReplyAsync(stream, "250 2.0.0 Fine");
                        break;
                    case "QUIT":
                        await ReplyAsync(stream, "221 2.0.0 Bye");
                        return;
                    default:
                        await ReplyAsync(stream, "502 5.5.1 What?");
                        break;
                }
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The other side is gone, as a test wants it.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task<SslStream> SecureAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return tls;
    }

    private async Task<string> ReadDataAsync(Stream stream)
    {
        var source = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".") source.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return source.ToString();
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }

    private Task ReplyAsync(Stream stream, string reply) => stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _stop.Token).AsTask();
}

/// <summary>A mail as the server took it.</summary>
/// <param name="From">The line of the sender.</param>
/// <param name="To">The recipients.</param>
/// <param name="Source">Head and body as they came.</param>
/// <param name="WasSecure">Whether it came under TLS.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Source, bool WasSecure)
{
    /// <summary>The lines of the head, unfolded.</summary>
    public IReadOnlyList<string> Head => Source[..Source.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n\t", "\t", StringComparison.Ordinal).Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");

    /// <summary>A field of the head; empty when there is none.</summary>
    public string Field(string name) => Head.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line ? line[(name.Length + 1)..].Trim() : "";
}
