using OrleansNews.Accounts;
using OrleansNews.Processes;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Mail servers under TLS, with certificates of the test: those that are trusted, and those that are not, which are told from each other and sent nothing.</summary>
public sealed class SmtpTlsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_ThatTheAuthoritySigned_IsSentTo_UnderTls_WithThePassword(bool atOnce)
    {
        using var trusted = new TemporaryCertificate();
        await using var site = await StartAsync(new() { Certificate = trusted.Server, BeginsWithTls = atOnce, Credentials = ("news", "a secret") }, Of(atOnce), trusted);

        await HoldAsync(site);

        var mail = await site.NextAsync(Cancel);
        Assert.True(mail.WasSecure);
        Assert.Equal(["mo@example.org"], mail.To);
    }

    [Theory]
    [InlineData(false, "a stranger's")]
    [InlineData(false, "of another name")]
    [InlineData(false, "out of date")]
    [InlineData(true, "a stranger's")]
    [InlineData(true, "of another name")]
    [InlineData(true, "out of date")]
    public async Task Certificate_ThatIsWrong_IsRefused_AndTheMailWaitsForARightOne(bool atOnce, string fault)
    {
        using var right = new TemporaryCertificate();
        using var wrong = fault == "of another name" ? new TemporaryCertificate("mx.elsewhere.test") : new TemporaryCertificate(lastDay: fault == "out of date" ? -1 : 1);
        // But for the stranger's, whose fault is just that, the authority is known.
        using var authority = new CombinedAuthority(right, fault == "a stranger's" ? null : wrong);
        var server = new SmtpListener { Certificate = wrong.Server, BeginsWithTls = atOnce, Credentials = ("news", "a secret") };
        var commands = new List<string>();
        server.Instead = (command, _) =>
        {
            lock (commands) commands.Add(command);
            return Task.FromResult<string?>(null);
        };
        await using var site = await MailSite.StartAsync(server, options => (options.Security, options.Authority, options.User, options.Password) = (Of(atOnce), authority.Path, "news", "a secret"));

        await HoldAsync(site);

        var line = await site.NextWarningAsync(Cancel);
        Assert.Equal(
            $"The mail server 127.0.0.1:{server.Port} cannot be used: its certificate is for another name, out of date, or signed by nobody who is trusted. Mail:Host has to be a name in the certificate; " +
            "Mail:Authority may name a PEM file with the authority that signed it. Mails wait.",
            line);
        lock (commands) Assert.DoesNotContain(commands, command => command is "AUTH" or "MAIL");
        Assert.Empty(server.Taken);

        server.Certificate = right.Server;
        Assert.Equal(["mo@example.org"], (await site.NextAsync(Cancel)).To);
    }

    [Theory]
    [InlineData(true, "no TLS came about")]
    [InlineData(false, "it does not offer STARTTLS")]
    public async Task Server_WithoutTls_IsToldNothing(bool atOnce, string trouble)
    {
        using var trusted = new TemporaryCertificate();
        await using var site = await StartAsync(new(), Of(atOnce), trusted);

        await HoldAsync(site);

        Assert.Contains($"cannot be used: {trouble}", await site.NextWarningAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty(site.Server.Taken);
    }

    [Fact]
    public async Task Password_ThatIsWrong_IsSaid_AndTheMailWaits()
    {
        using var trusted = new TemporaryCertificate();
        await using var site = await StartAsync(new() { Certificate = trusted.Server, Credentials = ("news", "another secret") }, MailSecurity.StartTls, trusted);

        await HoldAsync(site);

        var line = await site.NextWarningAsync(Cancel);
        Assert.Contains("cannot be used: it does not take Mail:User with Mail:Password. Mails wait.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.Empty(site.Server.Taken);
        site.Server.Credentials = ("news", "a secret");
        Assert.Equal(["mo@example.org"], (await site.NextAsync(Cancel)).To);
    }

    private static Task<MailSite> StartAsync(SmtpListener server, MailSecurity security, TemporaryCertificate trusted) =>
        MailSite.StartAsync(server, options => (options.Security, options.Authority, options.User, options.Password) = (security, trusted.CertificateFile, "news", "a secret"));

    private static MailSecurity Of(bool atOnce) => atOnce ? MailSecurity.Tls : MailSecurity.StartTls;

    private static async Task HoldAsync(MailSite site)
    {
        await site.StaffAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false });
        await site.CommentAsync(await site.PublishAsync(), "Ann", "The tide is high");
    }

    /// <summary>A file with the authorities of several servers.</summary>
    private sealed class CombinedAuthority : IDisposable
    {
        public CombinedAuthority(params IEnumerable<TemporaryCertificate?> certificates) =>
            File.WriteAllText(Path, string.Join('\n', certificates.OfType<TemporaryCertificate>().Select(certificate => File.ReadAllText(certificate.CertificateFile))));

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
