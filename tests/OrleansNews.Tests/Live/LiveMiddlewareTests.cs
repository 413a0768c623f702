using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>A front end that knows of a followed story for a minute that it is published.</summary>
public sealed class FollowedSite : NewsSite
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Live:ArticlePoll", "00:01:00")];
}

/// <summary>The first reader of a story is let in by its endpoint, the next ones ahead of the pipeline. Nobody can tell which one they are.</summary>
public sealed class LiveMiddlewareTests(FollowedSite site) : IClassFixture<FollowedSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private LiveRelays Relays => site.Services.GetRequiredService<LiveRelays>();

    [Theory]
    [InlineData("GET", "/api/articles/{0}/live", 200)]
    [InlineData("GET", "/api/articles/{0}/live?after=0:0&utm_source=x", 200)]
    [InlineData("GET", "/api/articles/{0}/live?AFTER=99%3A1", 200)]
    [InlineData("GET", "/%61pi/articles/{0}/l%69ve", 200)]
    [InlineData("GET", "/API/Articles/{0}/LIVE", 200)]
    [InlineData("GET", "/api/articles/00{0}/live", 200)]
    [InlineData("GET", "/api/articles/{0}/live/", 200)]
    [InlineData("GET", "/api//articles/{0}/live", 404)]
    [InlineData("GET", "//api/articles/{0}/live", 404)]
    [InlineData("GET", "/api/articles/{0}/live/live", 404)]
    [InlineData("GET", "/api/articles/ {0}/live", 200)]
    [InlineData("GET", "/api/articles//live", 404)]
    [InlineData("HEAD", "/api/articles/{0}/live", 405)]
    [InlineData("POST", "/api/articles/{0}/live", 405)]
    [InlineData("OPTIONS", "/api/articles/{0}/live", 405)]
    public async Task Answer_ToTheSecondReader_IsTheOneToTheFirst(string method, string spelling, int status)
    {
        var first = await HeadOfAnswerAsync(method, spelling, await site.PublishAsync(Stories.Harbour.Unique()));
        var followed = await site.PublishAsync(Stories.Harbour.Unique());
        await using var reader = await FollowAsync(followed);

        var second = await HeadOfAnswerAsync(method, spelling, followed);
        Assert.StartsWith($"HTTP/1.1 {status} ", first[0], StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Contains("X-Content-Type-Options: nosniff", second);
        Assert.Contains(second, line => line.StartsWith("Content-Security-Policy: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reader_OfAFollowedStory_IsLetInWithoutThePipelineAndGivesTheirPlaceBack()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var first = await FollowAsync(story);
        var before = Relays.Connections;
        using var gone = new CancellationTokenSource();
        var context = Request(story, "");
        context.RequestAborted = gone.Token;

        var stay = InvokeAsync(context, _ => throw new InvalidOperationException("The pipeline was asked."));
        Assert.Equal(before + 1, Relays.Connections);
        Assert.False(stay.IsCompleted);
        await gone.CancelAsync();
        await stay;
        Assert.Equal(before, Relays.Connections);
    }

    [Fact]
    public async Task Reader_WhoMustWait_IsHandedOnWithAnUntouchedAnswer()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Ada", "Before.");
        await using var first = await FollowAsync(story);
        var (before, position) = (Relays.Connections, (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).GetVersionAsync(default)).Position);
        var context = Request(story, $"?after={position with { Sequence = position.Sequence + 1 }}");
        var handedOn = false;

        await InvokeAsync(context, _ =>
        {
            handedOn = true;
            Assert.Empty(context.Response.Headers);
            Assert.Equal(0, context.Response.Body.Length);
            Assert.Equal(before, Relays.Connections);
            return Task.CompletedTask;
        });
        Assert.True(handedOn);
    }

    [Fact]
    public async Task Reader_WhoCannotBeWrittenTo_LeavesNoPlaceTaken()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var first = await FollowAsync(story);
        var before = Relays.Connections;
        var context = Request(story, "");
        context.Features.Set<IHttpResponseBodyFeature>(new BrokenBody());

        await Assert.ThrowsAsync<IOException>(() => InvokeAsync(context, _ => Task.CompletedTask));
        Assert.Equal(before, Relays.Connections);
    }

    private Task InvokeAsync(HttpContext context, RequestDelegate next) => new LiveMiddleware(next, Relays).InvokeAsync(context);

    private static DefaultHttpContext Request(PublishedArticle story, string query) => new()
    {
        Request = { Method = "GET", Path = $"/api/articles/{story.Id}/live", QueryString = new(query) },
        Response = { Body = new MemoryStream() },
    };

    // In, and the front end knows the story.
    private async Task<LiveClient> FollowAsync(PublishedArticle story)
    {
        var client = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        await client.NextAsync("article");
        return client;
    }

    // Over a socket: a client of HTTP would correct the spelling.
    private async Task<List<string>> HeadOfAnswerAsync(string method, string spelling, PublishedArticle story)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(site.Address.Host, site.Address.Port, Cancel);
        await using var stream = socket.GetStream();
        var target = spelling.Replace("{0}", story.Id.ToString(), StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {site.Address.Authority}\r\nContent-Length: 0\r\n\r\n"), Cancel);
        using var lines = new StreamReader(stream);
        var head = new List<string>();
        while (await lines.ReadLineAsync(Cancel) is { Length: > 0 } line) head.Add(line);
        return [head[0], .. head.Skip(1).Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal) && !line.StartsWith("Content-Length: ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private sealed class BrokenBody : IHttpResponseBodyFeature
    {
        public Stream Stream => throw new IOException("The reader is gone.");

        public System.IO.Pipelines.PipeWriter Writer => throw new IOException("The reader is gone.");

        public void DisableBuffering()
        {
        }

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task CompleteAsync() => Task.CompletedTask;
    }
}
