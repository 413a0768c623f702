using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Newsroom;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Cluster;

/// <summary>The front end on a loopback port over a cluster in this process: what a browser meets.</summary>
public class NewsSite : IAsyncLifetime
{
    private readonly List<WebApplication> _others = [];
    private WebApplication? _app;

    /// <summary>Settings of the front end beside those that make tests quick.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>Services of the front end that a fixture replaces.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    /// <summary>The cluster behind it.</summary>
    public NewsCluster Cluster { get; init; } = new();

    /// <summary>What the front end logged as an error.</summary>
    public ErrorLog Log { get; } = new();

    public IClusterClient Grains => Cluster.Client;

    public IServiceProvider Services => _app!.Services;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Cluster.InitializeAsync();
        var site = Grains.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        var updated = await site.UpdateAsync(
            settings with { Title = "The Estuary", Discussion = settings.Discussion with { RequirePreviouslyApproved = false, FloodSeconds = 0 } }, Actor.System);
        Assert.True(updated.Saved);
        _app = await StartFrontEndAsync(Grains);
        Address = new(_app.Urls.Single());
    }

    /// <summary>One more front end over the same cluster, which keeps its own pages. Returns where it is.</summary>
    /// <param name="client">How it reaches the cluster: that of a silo, with which it shares its process; null for the client of all.</param>
    public async Task<Uri> StartAnotherFrontEndAsync(IClusterClient? client = null)
    {
        var other = await StartFrontEndAsync(client ?? Grains);
        _others.Add(other);
        return new(other.Urls.Single());
    }

    private async Task<WebApplication> StartFrontEndAsync(IClusterClient client)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            // Every request asks the cluster, so that no test waits for a cache to age.
            new("Read:FreshFor", "00:00:00"), new("Read:Patience", "00:00:05"),
            new("Live:Poll", "00:00:00.100"), new("Live:ArticlePoll", "00:00:00.100"),
        ]);
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(client);
        builder.Services.AddSingleton<IGrainFactory>(client);
        builder.Services.AddKeyedSingleton<TimeProvider>(NewsClock.Key, Cluster.Time);
        Configure(builder.Services);
        builder.AddTrustedProxies();
        builder.AddAccounts();
        // A password that costs what it should costs as much in each of some hundred tests which only sign in.
        builder.Services.AddSingleton(_ => new PasswordHashing(new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })), Environment.ProcessorCount));
        builder.AddNewsWeb();
        var app = builder.Build();
        TrustedProxies.Use(app);
        app.MapNewsWeb();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAccounts();
        app.MapNewsroom();
        await app.StartAsync();
        return app;
    }

    /// <summary>A browser: it follows no redirect by itself, and keeps cookies of its own.</summary>
    /// <param name="frontEnd">Where it goes; null for the first front end.</param>
    public HttpClient NewBrowser(Uri? frontEnd = null) => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = frontEnd ?? Address };

    /// <summary>The story that is written at an address of the newsroom.</summary>
    public IArticleGrain Article(string address) => Grains.GetGrain<IArticleGrain>(long.Parse(address.Split('/')[^1], CultureInfo.InvariantCulture));

    /// <summary>A published story with a headline of its own, in a section that there is.</summary>
    public async Task<PublishedArticle> PublishAsync(ArticleContent content)
    {
        await Grains.MakeSectionAsync(content.Section);
        var article = await Grains.NewArticleAsync();
        await article.PublishedAsync(content);
        return (await article.GetPublishedAsync(0))!;
    }

    /// <summary>A comment that is there.</summary>
    public Task<CommentPosted> CommentAsync(PublishedArticle story, string author, string text, CommentId? parent = null, BrowserId? browser = null, string address = "") =>
        Grains.CommentedAsync(story.Id, author, text, comment => comment with { Parent = parent, Browser = browser, Address = address });

    /// <summary>Changes the rules for comments, and lets those who keep them for a second read them anew.</summary>
    public async Task DiscussAsync(Func<DiscussionSettings, DiscussionSettings> change)
    {
        var site = Grains.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        Assert.True((await site.UpdateAsync(settings with { Discussion = change(settings.Discussion) }, Actor.System)).Saved);
        Cluster.Time.Advance(TimeSpan.FromSeconds(2));
    }

    /// <summary>Ends the front end, as a signal to the process would.</summary>
    public Task StopAsync() => _app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others) await other.DisposeAsync();
        if (_app is not null) await _app.DisposeAsync();
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
