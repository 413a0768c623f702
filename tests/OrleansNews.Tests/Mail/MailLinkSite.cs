using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>A front end of a newspaper that sends mail.</summary>
public sealed class MailLinkSite : NewsSite
{
    public MailLinkSite() => Cluster = new()
    {
        ConfigureSilo = silo =>
        {
            silo.Services.Configure<MailOptions>(options => (options.Host, options.Port, options.Security, options.From) = ("127.0.0.1", Server.Port, MailSecurity.None, "news@example.org"));
            silo.Services.Configure<SiteOptions>(options => options.Address = MailSite.Address);
        },
    };

    public SmtpListener Server { get; } = new();

    /// <summary>The next mail that the server took; the clock goes on meanwhile.</summary>
    public Task<ReceivedMail> NextAsync(CancellationToken cancel) =>
        Waits.ForAsync(Server.NextAsync(cancel), "The clock went on, and no mail came.", () => Cluster.Time.Advance(TimeSpan.FromSeconds(1)));
}
