using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

/// <summary>A story to which more comments come than its thread can store: they are turned away in time, and nobody else notices.</summary>
public sealed class FloodedStoryTests : IAsyncLifetime
{
    private const int Queue = 4;
    private const int AtOnce = 12;
    private const string Kept = "Here before the flood.";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly FloodedSite _site = new();
    private readonly List<Task<HttpResponseMessage>> _sent = [];
    private PublishedArticle _flooded = null!;
    private PublishedArticle _quiet = null!;
    private StorageGate? _gate;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _flooded = await _site.PublishAsync(Stories.Harbour.Unique());
        _quiet = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.CommentAsync(_flooded, "Ada", Kept);
        await _site.CommentAsync(_quiet, "Ada", "Under the other one.");
    }

    public async ValueTask DisposeAsync()
    {
        _gate?.Open();
        foreach (var answer in await Task.WhenAll(_sent)) answer.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Comments_BeyondTheQueueOfAThread_Are503_AndReadersAndOtherStoriesGoOn()
    {
        using var browser = _site.NewBrowser();
        await FloodAsync(browser);

        using var refused = await PostAsync(browser, _flooded, "One too many.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        using var form = await SendFormAsync(browser, "Half an hour of work.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
        Assert.NotNull(form.Headers.RetryAfter);
        Assert.Contains("Half an hour of work.</textarea>", await form.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        await AssertOthersGoOnAsync(browser);
        await AssertAcknowledgedAreStoredAsync(browser);
    }

    [Fact]
    public async Task Comments_BeyondAStorysPlacesInAFrontEnd_NeverReachTheCluster_AndOtherStoriesGoOn()
    {
        using var browser = _site.NewBrowser();
        var asked = new SemaphoreSlim(0);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _site.Cluster.Calls.Instead = async call =>
        {
            if (ClientCalls.NameOf(call) == "ICommentIntakeGrain.SubmitAsync" && ((CommentSubmission)call.Request.GetArgument(0)!).Article == _flooded.Id)
            {
                asked.Release();
                await held.Task;
            }

            await call.Invoke();
        };
        for (var i = 0; i < AtOnce; i++) _sent.Add(PostAsync(browser, _flooded, $"On its way {i}."));
        for (var i = 0; i < AtOnce; i++) await asked.WaitAsync(Cancel);

        using var refused = await PostAsync(browser, _flooded, "One too many.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(0, asked.CurrentCount);
        using var form = await SendFormAsync(browser, "Half an hour of work.");
        Assert.Contains("Half an hour of work.</textarea>", await form.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await AssertOthersGoOnAsync(browser);

        held.SetResult();
        await Task.WhenAll(_sent);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(browser, _flooded, "There is room again.")).StatusCode);
    }

    [Theory]
    [InlineData("IThreadVotesGrain.VoteAsync")]
    [InlineData("ICommentThreadGrain.FlagAsync")]
    public async Task VotesAndFlags_BeyondAStorysPlacesInAFrontEnd_AreToldToComeBack_AndOtherStoriesGoOn(string held)
    {
        using var browser = _site.NewBrowser();
        var comment = await _site.CommentAsync(_flooded, "Bo", "Vote for me.");
        var (asked, open) = (new SemaphoreSlim(0), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _site.Cluster.Calls.Instead = async call =>
        {
            if (ClientCalls.NameOf(call) == held)
            {
                asked.Release();
                await open.Task;
            }

            await call.Invoke();
        };
        for (var i = 0; i < AtOnce; i++) _sent.Add(SendAsync());
        for (var i = 0; i < AtOnce; i++) await asked.WaitAsync(Cancel);

        var looked = _site.Cluster.Calls.Of("ICommentThreadGrain.FindAsync");
        using var refused = await SendAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal((0, looked), (asked.CurrentCount, _site.Cluster.Calls.Of("ICommentThreadGrain.FindAsync")));
        using var typed = new HttpRequestMessage(HttpMethod.Post, $"/comments/{comment.Id}/flag")
        {
            Content = new FormUrlEncodedContent([new("reason", "other"), new("note", "Half an hour of work.")]), Headers = { { "Accept", "text/html" } },
        };
        using var form = await browser.SendAsync(typed, Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
        Assert.Contains("Half an hour of work.", await form.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await AssertOthersGoOnAsync(browser);

        open.SetResult();
        // Of the flags the thread takes as many as its queue.
        Assert.Contains(await Task.WhenAll(_sent), answer => answer.IsSuccessStatusCode);
        using var later = await SendAsync();
        Assert.True(later.IsSuccessStatusCode);

        Task<HttpResponseMessage> SendAsync() => held.StartsWith("IThreadVotes", StringComparison.Ordinal)
            ? browser.PutAsJsonAsync($"/api/comments/{comment.Id}/vote", new { vote = "up" }, Cancel)
            : browser.PostAsJsonAsync($"/api/comments/{comment.Id}/flags", new { reason = "spam" }, Cancel);
    }

    // One commit waits for the store, behind it as many commands as the queue takes, and the first answer is that of one which it does not take.
    private async Task FloodAsync(HttpClient browser)
    {
        _gate = _site.Cluster.Storage.Hold(StorageOperation.Write, "thread");
        _sent.Add(PostAsync(browser, _flooded, "The first of many."));
        await _gate.Reached;
        for (var i = 0; i <= Queue; i++) _sent.Add(PostAsync(browser, _flooded, $"One of many {i}."));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await await Task.WhenAny(_sent)).StatusCode);
    }

    private async Task AssertOthersGoOnAsync(HttpClient browser)
    {
        Assert.Contains(Kept, await browser.GetStringAsync(_flooded.Path, Cancel), StringComparison.Ordinal);
        Assert.Contains(Kept, await browser.GetStringAsync($"/api/articles/{_flooded.Id}/comments", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(browser, _quiet, "Nobody disturbs me.")).StatusCode);
        Assert.Contains("Nobody disturbs me.", await browser.GetStringAsync(_quiet.Path, Cancel), StringComparison.Ordinal);
    }

    private async Task AssertAcknowledgedAreStoredAsync(HttpClient browser)
    {
        _gate!.Open();
        var answers = await Task.WhenAll(_sent);
        var page = await browser.GetStringAsync($"/api/articles/{_flooded.Id}/comments?limit=100", Cancel);
        Assert.Equal(HttpStatusCode.Created, answers[0].StatusCode);
        Assert.Equal(Queue, answers.Skip(1).Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(Queue, Enumerable.Range(0, Queue + 1).Count(i => page.Contains($"One of many {i}.", StringComparison.Ordinal)));
        Assert.DoesNotContain("One too many.", page, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, PublishedArticle story, string text) =>
        browser.PostAsJsonAsync($"/api/articles/{story.Id}/comments", new { author = "Ada", email = "ada@example.org", text }, Cancel);

    private Task<HttpResponseMessage> SendFormAsync(HttpClient browser, string text) => browser.PostAsync("/comments", new FormUrlEncodedContent(
        [new("comment_post_ID", _flooded.Id.ToString()), new("author", "Ada"), new("email", "ada@example.org"), new("comment", text)]), Cancel);

    private sealed class FloodedSite : NewsSite
    {
        public FloodedSite() => Cluster = new() { ConfigureSilo = silo => silo.Services.Configure<ThreadOptions>(options => options.MaxQueuedCommands = Queue) };

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Overload:CommentsAtOncePerStory", $"{AtOnce}"), new("Read:WriteDeadline", "00:00:30")];
    }
}
