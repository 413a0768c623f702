using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using OrleansNews.Cluster;
using OrleansNews.Mail;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>A newspaper whose staff sign in, and which sends through a mail server of the test.</summary>
internal sealed partial class MailedSignIns : IAsyncDisposable
{
    private MailedSignIns(int attempts) => Newspaper = new(attempts)
    {
        Cluster = new()
        {
            ConfigureSilo = silo =>
            {
                silo.Services.Configure<MailOptions>(options =>
                    (options.Host, options.Port, options.Security, options.From) = ("127.0.0.1", Server.Port, MailSecurity.None, "news@example.org"));
                silo.Services.Configure<SiteOptions>(options => options.Address = MailSite.Address);
                silo.Services.AddLogging(logging => logging.AddProvider(Warnings));
                silo.AddIncomingGrainCallFilter(async context =>
                {
                    if (context.InterfaceMethod.Name == nameof(IAccountGrain.AskForPasswordMailAsync)) await BeforeAsking;
                    await context.Invoke();
                });
            },
        },
    };

    public SmtpListener Server { get; } = new();

    public SignInSite Newspaper { get; }

    /// <summary>What the mail desk warns of.</summary>
    public LogLines Warnings { get; } = new(typeof(MailDeskGrain).FullName!);

    /// <summary>What every account waits for before it takes a request.</summary>
    public Task BeforeAsking { get; set; } = Task.CompletedTask;

    public static async Task<MailedSignIns> StartAsync(int attempts = 1000)
    {
        var site = new MailedSignIns(attempts);
        await site.Newspaper.InitializeAsync();
        return site;
    }

    /// <summary>The next mail that the server took. The clock goes on meanwhile, slowly: on a busy machine too a link must not grow old.</summary>
    public Task<ReceivedMail> NextAsync(CancellationToken cancel) =>
        Waits.ForAsync(Server.NextAsync(cancel), "No mail comes.", () => Newspaper.Cluster.Time.Advance(TimeSpan.FromMilliseconds(100)));

    /// <summary>Where the link of a mail leads, in this newspaper.</summary>
    public static string LinkIn(string source) => Link().Match(MailSite.Read(new("", [], source, false)).TextBody!).Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        await Newspaper.DisposeAsync();
        await Server.DisposeAsync();
    }

    [GeneratedRegex(@"https://news\.example\.org(/choose-password\S+)")]
    private static partial Regex Link();
}
