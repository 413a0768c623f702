using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Mail servers that defer, refuse, break off, and want TLS and a password.</summary>
public sealed class SmtpFaultTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeferredMail_IsSentAgain_UnderTheSameId()
    {
        await using var site = await MailSite.StartAsync();
        var ids = new List<string>();
        site.Server.Instead = (command, source) =>
        {
            if (command != ".") return Task.FromResult<string?>(null);
            ids.Add(new ReceivedMail("", [], source, false).Field("Message-Id"));
            return Task.FromResult(ids.Count < 3 ? "451 4.3.0 Later" : null);
        };

        await HoldAsync(site, "The tide is high");

        var mail = await site.NextAsync(Cancel);
        Assert.Equal(3, ids.Count);
        Assert.Equal(mail.Field("Message-Id"), Assert.Single(ids.Distinct()));
        Assert.Single(site.Server.Taken);
    }

    [Fact]
    public async Task RefusedMail_IsNotSentAgain_AndHoldsUpNoOther()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("amy", Role.Moderator);
        var asked = 0;
        site.Server.Instead = (command, line) => Task.FromResult(command == "RCPT" && line.Contains("mo@", StringComparison.Ordinal) && Interlocked.Increment(ref asked) > 0 ? "550 5.1.1 Nobody of this name" : null);

        await HoldAsync(site, "The tide is high");

        Assert.Equal(["amy@example.org"], (await site.NextAsync(Cancel)).To);
        await site.CommentAsync(site.Story!, "Ben", "The tide is low");
        Assert.Equal(["amy@example.org"], (await site.NextAsync(Cancel)).To);
        Assert.InRange(asked, 1, 2);
    }

    [Theory]
    [InlineData("550 5.7.1 Not from there")]
    [InlineData("530 5.7.0 Sign in first")]
    public async Task RefusedSender_IsNoFaultOfTheMails_WhichWait(string answer)
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("amy", Role.Moderator);
        var asked = 0;
        site.Server.Instead = (command, _) => Task.FromResult(command == "MAIL" && ++asked <= 3 ? answer : null);

        await HoldAsync(site, "The tide is high");

        var to = new[] { (await site.NextAsync(Cancel)).To[0], (await site.NextAsync(Cancel)).To[0] };
        Assert.Equal(["amy@example.org", "mo@example.org"], to.Order());
    }

    [Theory]
    [InlineData("MAIL", "530 5.7.0 Sign in first")]
    [InlineData("MAIL", "550 5.7.1 Not from there")]
    [InlineData(".", "451 4.3.0 Later")]
    public async Task MailThatWasTriedTooOften_IsGivenUp_AndTheNextIsSent(string at, string answer)
    {
        await using var site = await MailSite.StartAsync(options => options.MaxTries = 3);
        var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        site.Server.Instead = (command, _) =>
        {
            if (command != at || ++asked > 3) return Task.FromResult<string?>(null);
            if (asked == 3) tried.SetResult();
            return Task.FromResult<string?>(answer);
        };
        await HoldAsync(site, "The tide is high");
        while (!tried.Task.IsCompleted)
        {
            site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(tried.Task, Task.Delay(20, Cancel));
        }

        await site.CommentAsync(site.Story!, "Ben", "The tide is low");

        var next = MailSite.Read(await site.NextAsync(Cancel)).TextBody;
        Assert.Contains("The tide is low", next, StringComparison.Ordinal);
        Assert.DoesNotContain("The tide is high", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenConnection_AfterTheText_SendsTheMailAgainUnderTheSameId()
    {
        await using var site = await MailSite.StartAsync();
        var ids = new List<string>();
        site.Server.Instead = (command, source) =>
        {
            if (command != ".") return Task.FromResult<string?>(null);
            ids.Add(new ReceivedMail("", [], source, false).Field("Message-Id"));
            return ids.Count == 1 ? throw new IOException("The line is cut.") : Task.FromResult<string?>(null);
        };

        await HoldAsync(site, "The tide is high");

        var mail = await site.NextAsync(Cancel);
        Assert.Equal([mail.Field("Message-Id"), mail.Field("Message-Id")], ids);
    }

    [Fact]
    public async Task Server_ThatIsAway_IsAskedAgain()
    {
        await using var site = await MailSite.StartAsync();
        var refusals = 0;
        site.Server.Instead = (command, _) => Task.FromResult(command == "CONNECT" && ++refusals <= 3 ? "421 4.3.2 Not now" : null);

        await HoldAsync(site, "The tide is high");

        Assert.Contains("The tide is high", MailSite.Read(await site.NextAsync(Cancel)).TextBody, StringComparison.Ordinal);
        Assert.True(refusals > 3);
    }

    [Fact]
    public async Task StartTls_AndPassword_AreUsed_AndAnUnknownAuthorityIsNot()
    {
        using var folder = new TemporaryPem();
        var server = new SmtpListener { Certificate = folder.Server, Credentials = ("news", "a secret") };
        await using (var site = await MailSite.StartAsync(server, Secure))
        {
            await HoldAsync(site, "The tide is high");
            Assert.True((await site.NextAsync(Cancel)).WasSecure);
        }

        using var other = new TemporaryPem();
        var stranger = new SmtpListener { Certificate = other.Server, Credentials = ("news", "a secret") };
        await using var careful = await MailSite.StartAsync(stranger, Secure);
        var greeted = new TaskCompletionSource();
        var greetings = 0;
        stranger.Instead = (command, _) =>
        {
            if (command == "CONNECT" && ++greetings == 3) greeted.TrySetResult();
            return Task.FromResult<string?>(null);
        };
        await HoldAsync(careful, "The tide is high");
        while (!greeted.Task.IsCompleted)
        {
            careful.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(greeted.Task, Task.Delay(20, Cancel));
        }

        Assert.Empty(stranger.Taken);

        void Secure(MailOptions options) => (options.Security, options.Authority, options.User, options.Password) = (MailSecurity.StartTls, folder.Authority, "news", "a secret");
    }

    private static async Task HoldAsync(MailSite site, string text)
    {
        await site.StaffAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false });
        site.Story = await site.PublishAsync();
        await site.CommentAsync(site.Story, "Ann", text);
    }

    /// <summary>A certificate of a server, signed by itself, and a file with it.</summary>
    private sealed class TemporaryPem : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-mail-");

        public TemporaryPem()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=mx.test", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            Server = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
            File.WriteAllText(Authority, made.ExportCertificatePem());
        }

        public X509Certificate2 Server { get; }

        public string Authority => Path.Combine(_folder.FullName, "authority.pem");

        public void Dispose()
        {
            Server.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
