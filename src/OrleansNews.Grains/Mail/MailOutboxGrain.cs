using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>
/// Sends at least once: an attempt is durable before it is made, and a mail is taken out when the server has it. A crash between the two sends it again, under the same Message-ID, by
/// which mail programs know it.
/// </summary>
[GrainType("mail-outbox"), Reentrant]
internal sealed partial class MailOutboxGrain : Grain, IMailOutboxGrain, IDisposable
{
    private const int SentAtOnce = 50;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly CommittedState<MailOutboxState> _state;
    private readonly MailOptions _options;
    private readonly MailComposer _composer;
    private readonly MailInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger<MailOutboxGrain> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _sending = Task.CompletedTask;
    private DateTimeOffset _pausedUntil;
    private int _failures;

    public MailOutboxGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        IOptions<MailOptions> options,
        MailComposer composer,
        MailInstruments instruments,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<MailOutboxGrain> logger)
    {
        _state = new(GrainContext, storage, "mail-outbox");
        (_options, _composer, _instruments, _time, _logger) = (options.Value, composer, instruments, time, logger);
    }

    private long Shard => this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _instruments.Forget(Shard);
    }

    public void Dispose() => _stopping.Dispose();

    public async Task EnqueueAsync(ImmutableArray<MailOrder> orders)
    {
        var refused = await _state.ChangeAsync(state =>
            (MailRules.With(state, orders.OrEmpty(), _time.GetUtcNow(), _options, static () => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), out var full), full));
        Report();
        if (refused == 0) return;
        _instruments.Count("refused", refused);
        LogFull(refused);
    }

    public Task SendDueAsync()
    {
        Report();
        if (_sending.IsCompleted && _time.GetUtcNow() >= _pausedUntil && Due(1).Count > 0) _sending = SendAsync();
        return Task.CompletedTask;
    }

    public async Task ForgetAsync(string recipient)
    {
        await _state.ChangeAsync(state => (MailRules.Forgotten(state, recipient), true));
        Report();
    }

    private async Task SendAsync()
    {
        try
        {
            if (await OpenAsync() is not { } connection) return;
            await using (connection)
            {
                foreach (var mail in Due(SentAtOnce))
                {
                    if (!await SendAsync(mail, connection)) break;
                }
            }
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            LogNotSent(fault);
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping; another one, or the next start, goes on.
        }
        finally
        {
            Report();
        }
    }

    // Without a connection nothing was begun, so nothing counts as tried: the server is asked again later, and what waits grows old.
    private async Task<SmtpConnection?> OpenAsync()
    {
        var site = (await GrainFactory.GetGrain<ISiteGrain>(0).GetAsync(0))!;
        try
        {
            return await SmtpConnection.OpenAsync(_options, new Uri(site.Address).IdnHost, _stopping.Token);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            Pause();
            LogNoServer(_options.Host, _options.Port, SmtpTrouble.Describe(fault));
            await GiveUpOldAsync();
            return null;
        }
    }

    // False when the connection is of no use any more.
    private async Task<bool> SendAsync(WaitingMail due, SmtpConnection connection)
    {
        // Whatever ended the last attempt, a crash among it, may have left no time to give up.
        if (MailRules.GivesUp(due, _time.GetUtcNow(), _options) is { } over)
        {
            await EndAsync(due, over);
            return true;
        }

        if (await _state.ChangeAsync(state => MailRules.Claim(state, due.Id, _time.GetUtcNow(), _options)) is not { } mail) return true;
        var (composed, message, fault) = await ComposeAsync(mail);
        if (!composed) return false;
        if (message is null)
        {
            await EndAsync(mail, fault);
            return true;
        }

        var (outcome, code) = await connection.SendAsync(message, _stopping.Token);
        switch (outcome)
        {
            case SmtpOutcome.Sent:
                await _state.ChangeAsync(state => (MailRules.Sent(state, mail, _time.GetUtcNow()), true));
                _instruments.Count("sent");
                break;
            case SmtpOutcome.Refused:
                await EndAsync(mail, $"refused:{code}");
                break;
            default:
                await DeferAsync(mail);
                break;
        }

        if (outcome == SmtpOutcome.Barred)
        {
            LogBarred(_options.Host, _options.Port, code);
            Pause();
        }
        else
        {
            _failures = 0;
        }

        return outcome is not (SmtpOutcome.Broken or SmtpOutcome.Barred);
    }

    // What a mail tells of cannot be read now: later, then, and after a pause, in which the others come first.
    private async Task<(bool Composed, MimeMessage? Message, string Fault)> ComposeAsync(WaitingMail mail)
    {
        try
        {
            var (message, fault) = await _composer.ComposeAsync(mail);
            return (true, message, fault);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            LogNotSent(fault);
            await DeferAsync(mail);
            Pause();
            return (false, null, "");
        }
    }

    private async Task DeferAsync(WaitingMail mail)
    {
        _instruments.Count("deferred");
        if (MailRules.GivesUp(mail, _time.GetUtcNow(), _options) is { } reason) await EndAsync(mail, reason);
    }

    private void Pause()
    {
        _failures++;
        _pausedUntil = _time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(_failures, 10)), LongestPause.TotalSeconds));
    }

    // Without a reason there was nothing to tell any more, or nobody to tell it to.
    private async Task EndAsync(WaitingMail mail, string reason)
    {
        var now = _time.GetUtcNow();
        await _state.ChangeAsync(state => (reason.Length == 0 ? MailRules.Without(state, mail) : MailRules.Unsent(state, mail, reason, now), true));
        _instruments.Count(reason.Length == 0 ? "void" : "unsent");
        if (reason.Length > 0) LogUnsent(mail.Id, mail.Kind, reason);
    }

    private async Task GiveUpOldAsync()
    {
        var now = _time.GetUtcNow();
        foreach (var mail in _state.Current.Waiting.OrEmpty().Where(mail => now - mail.Since >= _options.GiveUpAfter)) await EndAsync(mail, "age");
    }

    private List<WaitingMail> Due(int most) => [.. _state.Current.Waiting.OrEmpty().Where(mail => mail.NotBefore <= _time.GetUtcNow()).OrderBy(mail => mail.NotBefore).Take(most)];

    private void Report()
    {
        var oldest = Due(1);
        _instruments.Report(
            Shard, oldest.Count == 0 ? TimeSpan.Zero : _time.GetUtcNow() - oldest[0].NotBefore, _state.Current.Waiting.OrEmpty().Length, _state.Current.Unsent.OrEmpty().Length);
    }

    [LoggerMessage(LogLevel.Warning, "The mail server {Host}:{Port} cannot be used: {Trouble}. Mails wait.")]
    private partial void LogNoServer(string host, int port, string trouble);

    [LoggerMessage(LogLevel.Warning, "The mail server {Host}:{Port} takes nothing of this sender ({Code}); mails wait. Check Mail:From, Mail:User and Mail:Password.")]
    private partial void LogBarred(string host, int port, int code);

    // Without the fault itself: in the words of a server an address may stand.
    private void LogNotSent(Exception fault) => LogNotSent(fault.GetType().Name);

    [LoggerMessage(LogLevel.Warning, "Mails could not be sent ({Fault}); the next tick tries again.")]
    private partial void LogNotSent(string fault);

    [LoggerMessage(LogLevel.Warning, "Mail {Id} ({Kind}) cannot be sent: {Reason}. It is not tried again.")]
    private partial void LogUnsent(string id, MailKind kind, string reason);

    [LoggerMessage(LogLevel.Warning, "There is no room for {Count} mails in the outbox; they are given up. Mail:MaxWaiting is its size.")]
    private partial void LogFull(int count);
}
