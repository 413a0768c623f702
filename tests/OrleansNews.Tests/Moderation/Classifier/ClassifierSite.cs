using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>A newspaper, and a classifier on a real port that answers what a test wants or fails as it wants.</summary>
public sealed class ClassifierSite : IAsyncLifetime
{
    /// <summary>What both know.</summary>
    public const string Secret = "a secret of at least thirty-two characters";

    // Nobody listens there, and nobody else gets it.
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<ClassifierRequest> _requests = [];
    private volatile TaskCompletionSource _arrived = new();
    private volatile ClassifierFault _fault;
    private int _refused;
    private WebApplication _classifier = null!;

    /// <summary>What is wrong with the classifier.</summary>
    public ClassifierFault Fault
    {
        get => _fault;
        set => _fault = value;
    }

    /// <summary>Its answer, when nothing is.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = null!;

    /// <summary>The requests that it got.</summary>
    public IReadOnlyList<ClassifierRequest> Requests => _requests;

    /// <summary>How often it was asked, or tried to be.</summary>
    public int Asked => _requests.Count + _refused;

    public NewsCluster Cluster { get; private set; } = null!;

    /// <summary>The story of this test.</summary>
    public PublishedArticle Story { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _classifier = builder.Build();
        _classifier.Run(JudgeAsync);
        await _classifier.StartAsync();
        Cluster = new()
        {
            ConfigureSilo = silo =>
            {
                silo.Services.Configure<ClassifierOptions>(options => (options.Url, options.Secret) = (_classifier.Urls.Single() + "/judge", Secret));
                silo.Services.AddHttpClient(CommentClassifier.Client).ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).ConnectCallback = ConnectAsync);
            },
        };
        await Cluster.InitializeAsync();
        var site = Cluster.Client.GetGrain<Site.ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        await site.UpdateAsync(settings with { Discussion = settings.Discussion with { RequirePreviouslyApproved = false, FloodSeconds = 0 } }, Accounts.Actor.System);
    }

    /// <summary>A story without comments, and a classifier that is well and was not asked for so long that nothing is held against it.</summary>
    public async Task BeginAsync()
    {
        (Fault, Answer) = (ClassifierFault.None, context => context.Response.WriteAsync("""{"verdict":"approve"}"""));

        // A test that failed in an outage leaves one behind: the next begins when the classifier was asked after the pause, and has answered.
        Cluster.Time.Advance(TimeSpan.FromHours(1));
        Story = await PublishAsync();
        Assert.Equal(CommentStatus.Approved, (await SubmitAsync("It is well")).Status);
        Cluster.Time.Advance(TimeSpan.FromHours(1));
        Story = await PublishAsync();
        lock (_requests) _requests.Clear();
        _refused = 0;
    }

    /// <summary>A comment. When the classifier has got a question that it leaves open, its time is over.</summary>
    public async Task<CommentPosted> SubmitAsync(string text)
    {
        _arrived = new();
        var answer = Cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = Story.Id,
            Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
            Author = "Ann",
            Email = "ann@example.org",
            Text = text,
            Address = "203.0.113.7",
        });
        if (await Task.WhenAny(answer, _arrived.Task) == _arrived.Task) Cluster.Time.Advance(new ClassifierOptions().Timeout);
        return Assert.IsType<CommentPosted>(await answer);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _classifier.DisposeAsync();
        _closed.Dispose();
    }

    private async Task<PublishedArticle> PublishAsync()
    {
        var article = await Cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        return (await article.GetPublishedAsync(0))!;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var isRefused = Fault == ClassifierFault.Refuses;
        if (isRefused) Interlocked.Increment(ref _refused);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(isRefused ? _closed.LocalEndPoint! : context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task JudgeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        lock (_requests) _requests.Add(new(body, context.Request.Headers["X-OrleansNews-Timestamp"].ToString(), context.Request.Headers["X-OrleansNews-Signature"].ToString()));
        switch (Fault)
        {
            case ClassifierFault.None:
                await Answer(context);
                return;
            case ClassifierFault.HangsUp:
                context.Abort();
                return;
            case ClassifierFault.Fails:
                context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
                return;
            case ClassifierFault.Refuses:
                // It takes no new connection; those that are open end.
                context.Abort();
                return;
            case ClassifierFault.NeverEnds:
                await context.Response.WriteAsync("{");
                await context.Response.Body.FlushAsync();
                break;
        }

        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        _arrived.TrySetResult();
        await gone.Task;
    }
}

/// <summary>What a classifier was asked.</summary>
public sealed record ClassifierRequest(string Body, string Timestamp, string Signature);

/// <summary>What is wrong with a classifier.</summary>
public enum ClassifierFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It says nothing.</summary>
    Late,

    /// <summary>It begins to answer.</summary>
    NeverEnds,

    /// <summary>It ends the connection.</summary>
    HangsUp,

    /// <summary>It takes no connection.</summary>
    Refuses,

    /// <summary>It answers 500.</summary>
    Fails,
}
