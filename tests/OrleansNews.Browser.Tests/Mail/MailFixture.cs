using OrleansNews.Browser;

namespace OrleansNews.Mail;

/// <summary>A newspaper that sends through a mail server of the test.</summary>
public sealed class MailFixture : SiteFixture, IAsyncDisposable
{
    public SmtpListener Server { get; } = new();

    protected override IEnumerable<string> Settings =>
    [
        .. base.Settings, "--Mail:Host=127.0.0.1", $"--Mail:Port={Server.Port}", "--Mail:Security=None", "--Mail:From=news@estuary.example", "--Site:Address=https://estuary.example",
    ];

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Server.DisposeAsync();
    }
}
