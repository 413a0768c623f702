using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>Comments before a classifier that a test runs on a real port.</summary>
public sealed class CommentClassifierTests : IAsyncLifetime
{
    private const string Secret = "a secret of at least thirty-two characters";

    private readonly List<(string Body, string Timestamp, string Signature)> _asked = [];
    private Func<HttpContext, Task> _answer = context => context.Response.WriteAsync("""{"verdict":"approve"}""");
    private WebApplication _classifier = null!;
    private NewsCluster _cluster = null!;
    private PublishedArticle _story = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _classifier = builder.Build();
        _classifier.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            lock (_asked) _asked.Add((body, context.Request.Headers["X-OrleansNews-Timestamp"].ToString(), context.Request.Headers["X-OrleansNews-Signature"].ToString()));
            await _answer(context);
        });
        await _classifier.StartAsync();
        _cluster = new()
        {
            ConfigureSilo = silo => silo.Services.Configure<ClassifierOptions>(options =>
                (options.Url, options.Secret, options.Timeout) = (_classifier.Urls.Single() + "/judge", Secret, TimeSpan.FromMilliseconds(300))),
        };
        await _cluster.InitializeAsync();
        var article = await _cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        _story = (await article.GetPublishedAsync(0))!;
        var site = _cluster.Client.GetGrain<Site.ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        await site.UpdateAsync(settings with { Discussion = settings.Discussion with { RequirePreviouslyApproved = false, FloodSeconds = 0 } }, Accounts.Actor.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _classifier.DisposeAsync();
    }

    [Fact]
    public async Task Request_IsSigned_AndSaysNothingOfEmailAndAddress()
    {
        Assert.Equal(CommentStatus.Approved, (await SubmitAsync("The tide is high")).Status);

        var (body, timestamp, signature) = Assert.Single(_asked);
        Assert.Contains("The tide is high", body, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.org", body, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.7", body, StringComparison.Ordinal);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"))), signature);
    }

    [Theory]
    [InlineData("""{"verdict":"hold","reason":"rude"}""", CommentStatus.Held, "classifier:rude")]
    [InlineData("""{"verdict":"spam"}""", CommentStatus.Spam, "classifier:spam")]
    [InlineData("""{"verdict":"trash","reason":"watches"}""", CommentStatus.Trash, "classifier:watches")]
    [InlineData("""{"verdict":"perhaps"}""", CommentStatus.Held, "classifier-silent")]
    [InlineData("not json", CommentStatus.Held, "classifier-silent")]
    public async Task Verdict_DecidesAboutTheComment(string answer, CommentStatus status, string reason)
    {
        _answer = context => context.Response.WriteAsync(answer);

        var posted = await SubmitAsync("The tide is high");

        Assert.Equal(status, posted.Status);
        Assert.Equal(reason, await ReasonOfAsync(posted));
    }

    [Fact]
    public async Task Silence_HoldsEveryComment_AndIsNotAskedForLong()
    {
        var away = new TaskCompletionSource();
        _answer = context => away.Task.WaitAsync(context.RequestAborted);

        var posted = new List<CommentPosted>();
        for (var i = 0; i < 12; i++) posted.Add(await SubmitAsync($"Text {i}"));
        away.SetResult();

        Assert.All(posted, comment => Assert.Equal(CommentStatus.Held, comment.Status));
        Assert.Equal("classifier-silent", await ReasonOfAsync(posted[^1]));
        Assert.InRange(_asked.Count, 5, 11);
    }

    [Fact]
    public async Task AnswerThatBeginsAndDoesNotEnd_HoldsEveryComment_AndIsNotAskedForLong()
    {
        var away = new TaskCompletionSource();
        _answer = async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await away.Task.WaitAsync(context.RequestAborted);
        };

        var posted = new List<CommentPosted>();
        for (var i = 0; i < 12; i++) posted.Add(await SubmitAsync($"Text {i}"));
        away.SetResult();

        Assert.All(posted, comment => Assert.Equal(CommentStatus.Held, comment.Status));
        Assert.InRange(_asked.Count, 5, 11);
    }

    [Fact]
    public async Task AnswerTooLong_HoldsTheComment()
    {
        _answer = context => context.Response.WriteAsync($$"""{"verdict":"approve","reason":"{{new string('x', 70_000)}}"}""");

        Assert.Equal("classifier-silent", await ReasonOfAsync(await SubmitAsync("The tide is high")));
    }

    [Fact]
    public async Task Refusal_AndRedirection_HoldTheComment()
    {
        _answer = context =>
        {
            context.Response.StatusCode = _asked.Count == 1 ? (int)HttpStatusCode.Forbidden : (int)HttpStatusCode.Redirect;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        Assert.Equal(CommentStatus.Held, (await SubmitAsync("One")).Status);
        Assert.Equal(CommentStatus.Held, (await SubmitAsync("Two")).Status);
        Assert.Equal(2, _asked.Count);
    }

    [Theory]
    [InlineData("ftp://example.org", Secret, 2, 30, "Classifier:Url")]
    [InlineData("https://example.org", "short", 2, 30, "Classifier:Secret")]
    [InlineData("", "", 11, 30, "Classifier:Timeout")]
    [InlineData("", "", 2, 0, "Classifier:Pause")]
    public void Options_ThatCannotBe_AreRefusedByName(string url, string secret, int timeout, int pause, string key) => Assert.Contains(
        key,
        new ClassifierOptionsValidator().Validate(null, new() { Url = url, Secret = secret, Timeout = TimeSpan.FromSeconds(timeout), Pause = TimeSpan.FromSeconds(pause) }).FailureMessage,
        StringComparison.Ordinal);

    private async Task<string> ReasonOfAsync(CommentPosted posted) =>
        (await _cluster.Client.GetGrain<ICommentThreadGrain>(_story.Id.Value).ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value[0].Reason;

    private async Task<CommentPosted> SubmitAsync(string text) => Assert.IsType<CommentPosted>(await _cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
    {
        Article = _story.Id,
        Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
        Author = "Ann",
        Email = "ann@example.org",
        Text = text,
        Address = "203.0.113.7",
    }));
}
