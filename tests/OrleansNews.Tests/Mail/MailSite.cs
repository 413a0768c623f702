using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using Orleans.Hosting;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>A newspaper in this process that sends through a mail server of the test.</summary>
internal sealed class MailSite : IAsyncDisposable
{
    public const string Address = "https://news.example.org";

    private readonly Action<MailOptions> _configure;
    private readonly LogLines _warnings = new(typeof(MailOutboxGrain).FullName!);

    private MailSite(SmtpListener server, Action<MailOptions> configure) => (Server, _configure) = (server, configure);

    public SmtpListener Server { get; }

    public NewsCluster Cluster { get; private set; } = null!;

    /// <summary>The story of the test, when it has one.</summary>
    public PublishedArticle? Story { get; set; }

    public static Task<MailSite> StartAsync(Action<MailOptions>? configure = null) => StartAsync(new SmtpListener(), configure);

    public static async Task<MailSite> StartAsync(SmtpListener server, Action<MailOptions>? configure = null, Action<ISiloBuilder>? configureSilo = null)
    {
        var site = new MailSite(server, configure ?? (static _ => { }));
        site.Cluster = new()
        {
            ConfigureSilo = silo =>
            {
                silo.Services.Configure<MailOptions>(options =>
                {
                    (options.Host, options.Port, options.Security, options.From) = ("127.0.0.1", server.Port, MailSecurity.None, "news@example.org");
                    site._configure(options);
                });
                silo.Services.Configure<SiteOptions>(options => options.Address = Address);
                silo.Services.AddLogging(logging => logging.AddProvider(site._warnings));
                configureSilo?.Invoke(silo);
            },
        };
        await site.Cluster.InitializeAsync();
        var grain = site.Cluster.Client.GetGrain<ISiteGrain>(0);
        var settings = (await grain.GetAsync(0))!;
        var updated = await grain.UpdateAsync(
            settings with { Title = "The Estuary", Discussion = settings.Discussion with { RequirePreviouslyApproved = false, FloodSeconds = 0 } }, Actor.System);
        Assert.True(updated.Saved);
        return site;
    }

    public Task StaffAsync(string login, Role role) => CreatedAsync(new(login, login, $"{login}@example.org", role, "hash"));

    public async Task CreatedAsync(NewAccount account) =>
        Assert.Equal(CreateAccountResult.Created, await Cluster.Client.GetGrain<IStaffGrain>(0).CreateAsync(account, Actor.System));

    /// <summary>A story of "al".</summary>
    public async Task<PublishedArticle> PublishAsync(string title = "The harbour")
    {
        var article = await Cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour with { Title = title }, actor: new("al", "Al", Role.Editor));
        return (await article.GetPublishedAsync(0))!;
    }

    public Task DiscussAsync(Func<DiscussionSettings, DiscussionSettings> change) => DiscussAsync(Cluster, change);

    public Task<CommentPosted> CommentAsync(PublishedArticle story, string author, string text, CommentId? parent = null, bool wantsReplyMail = false) =>
        Cluster.Client.CommentedAsync(story.Id, author, text, comment => comment with { Parent = parent, WantsReplyMail = wantsReplyMail });

    public async Task DecideAsync(CommentId id, Decision decision) =>
        await Cluster.Client.GetGrain<ICommentThreadGrain>(id.Article.Value).DecideAsync(new([id], decision, Comments.Threads.Posts.Moderator));

    /// <summary>Returns when the mail desk has heard of everything in a thread.</summary>
    public Task DeliveredAsync(PublishedArticle story) => Cluster.Client.GetGrain<ICommentThreadGrain>(story.Id.Value).AsReference<Operations.IOutboxOwner>().DeliverOutboxAsync();

    /// <summary>The next mail that the server took; the clock goes on meanwhile.</summary>
    public Task<ReceivedMail> NextAsync(CancellationToken cancel) => GoOnUntilAsync(Server.NextAsync(cancel));

    /// <summary>What the outbox warns of next; the clock goes on meanwhile.</summary>
    public Task<string> NextWarningAsync(CancellationToken cancel) => GoOnUntilAsync(_warnings.NextAsync(cancel));

    /// <summary>Lets the clock go on until something has happened.</summary>
    public Task<T> GoOnUntilAsync<T>(Task<T> happened) => Waits.ForAsync(happened, "The clock went on, and nothing happened.", () => Cluster.Time.Advance(TimeSpan.FromSeconds(10)));

    /// <summary>What a mail says.</summary>
    public static MimeMessage Read(ReceivedMail mail) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(mail.Source)));

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static async Task DiscussAsync(NewsCluster cluster, Func<DiscussionSettings, DiscussionSettings> change)
    {
        var site = cluster.Client.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        Assert.True((await site.UpdateAsync(settings with { Discussion = change(settings.Discussion) }, Actor.System)).Saved);
        var saved = (await site.GetAsync(0))!.Version;
        var heard = cluster.SiloServices.GetRequiredService<MailWishes>();
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await Waits.UntilAsync(() => heard.Version >= saved, "Whoever sends mail never hears of the new settings.", () => cluster.Time.Advance(TimeSpan.FromSeconds(2)));
    }
}
