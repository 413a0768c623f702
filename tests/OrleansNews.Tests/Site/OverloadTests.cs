using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

/// <summary>What a front end does while it works on as much as it should: nothing more, and it says so at once.</summary>
public sealed class OverloadTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly NarrowSite _site = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrived = new(0);
    private PublishedArticle _story = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _story = await _site.PublishAsync(Stories.Harbour.Unique());
    }

    public async ValueTask DisposeAsync()
    {
        _held.TrySetResult();
        _arrived.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Reads_BeyondTheBound_Are503AtOnce_AndOthersGoOn()
    {
        using var browser = _site.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(_story.Path, Cancel)).StatusCode);
        using var feed = await browser.GetAsync(LiveFeed, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var second = await browser.GetAsync(LiveFeed, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (feed.StatusCode, second.StatusCode));

        HoldCounts();
        var stuck = await HoldAsync(browser);

        // A page and a program's question alike; what is in memory is no work, and who writes or edits has places of their own.
        using var page = await browser.GetAsync("/author/nobody/", Cancel);
        using var question = await browser.GetAsync(Counts, Cancel);
        foreach (var refused in new[] { page, question })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Equal("nosniff", refused.Headers.GetValues("X-Content-Type-Options").Single());
        }

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/problem+json", question.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(_story.Path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await CommentAsync(browser, "Still possible.")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/newsroom/stories", Cancel)).StatusCode);

        _held.SetResult();
        foreach (var answer in await Task.WhenAll(stuck)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Counts, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Requests_OfOneAddressBeyondItsBound_Are429()
    {
        await using var site = new NarrowSite { ReadsAtOnce = 10, AtOnceEach = 2 };
        await site.InitializeAsync();
        using var browser = site.NewBrowser();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        site.Cluster.Calls.Instead = HoldAsync;
        var stuck = Enumerable.Range(0, 2).Select(_ => browser.GetAsync($"/api/comments/counts?articles={story.Id}", Cancel)).ToList();
        for (var i = 0; i < stuck.Count; i++) await _arrived.WaitAsync(Cancel);

        using var refused = await browser.GetAsync($"/api/comments/counts?articles={story.Id}", Cancel);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        _held.SetResult();
        foreach (var answer in await Task.WhenAll(stuck)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task CommentForm_BeyondTheBoundOfWrites_ComesBackWithItsText()
    {
        await using var site = new NarrowSite { WritesAtOnce = 1 };
        await site.InitializeAsync();
        using var browser = site.NewBrowser();
        _story = await site.PublishAsync(Stories.Harbour.Unique());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(_story.Path, Cancel)).StatusCode);
        site.Cluster.Calls.Instead = HoldIntakeAsync;
        var stuck = CommentAsync(browser, "The first one.");
        await _arrived.WaitAsync(Cancel);

        using var refused = await CommentAsync(browser, "Half an hour of work.");
        using var program = await browser.PostAsync($"/api/articles/{_story.Id}/comments", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Half an hour of work.</textarea>", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (program.StatusCode, program.Content.Headers.ContentType!.MediaType));
        _held.SetResult();
        Assert.Equal(HttpStatusCode.SeeOther, (await stuck).StatusCode);
        Assert.DoesNotContain("Half an hour of work.", await browser.GetStringAsync($"/api/articles/{_story.Id}/comments", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await CommentAsync(browser, "Half an hour of work.")).StatusCode);
    }

    [Fact]
    public async Task Silo_ThatShedsLoad_IsAnsweredFor_ByKeptPagesAnd503()
    {
        using var browser = _site.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(_story.Path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Counts, Cancel)).StatusCode);

        _site.Shed(true);
        // Orleans looks once a second.
        while ((await browser.GetAsync(Counts, Cancel)).StatusCode == HttpStatusCode.OK) await Task.Delay(20, Cancel);

        using var question = await browser.GetAsync(Counts, Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, question.StatusCode);
        Assert.NotNull(question.Headers.RetryAfter);
        using var comment = await CommentAsync(browser, "Half an hour of work.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, comment.StatusCode);
        Assert.NotNull(comment.Headers.RetryAfter);
        Assert.Contains("Half an hour of work.</textarea>", await comment.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var page = await browser.GetAsync(_story.Path, Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        _site.Shed(false);
        while ((await browser.GetAsync(Counts, Cancel)).StatusCode != HttpStatusCode.OK) await Task.Delay(20, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, (await CommentAsync(browser, "Half an hour of work.")).StatusCode);
    }

    private string Counts => $"/api/comments/counts?articles={_story.Id}";

    private string LiveFeed => $"/api/articles/{_story.Id}/live";

    private void HoldCounts() => _site.Cluster.Calls.Instead = HoldAsync;

    // As many as there are places.
    private async Task<List<Task<HttpResponseMessage>>> HoldAsync(HttpClient browser)
    {
        var stuck = Enumerable.Range(0, _site.ReadsAtOnce).Select(_ => browser.GetAsync(Counts, Cancel)).ToList();
        for (var i = 0; i < stuck.Count; i++) await _arrived.WaitAsync(Cancel);
        return stuck;
    }

    // The count of comments asks for the thread's version, as nobody else does whose page is in memory.
    private Task HoldAsync(IOutgoingGrainCallContext context) => HoldAsync(context, "ICommentThreadGrain.GetVersionAsync");

    private Task HoldIntakeAsync(IOutgoingGrainCallContext context) => HoldAsync(context, "ICommentIntakeGrain.");

    private async Task HoldAsync(IOutgoingGrainCallContext context, string call)
    {
        if (ClientCalls.NameOf(context).StartsWith(call, StringComparison.Ordinal) && !_held.Task.IsCompleted)
        {
            _arrived.Release();
            await _held.Task;
        }

        await context.Invoke();
    }

    private Task<HttpResponseMessage> CommentAsync(HttpClient browser, string text) => browser.PostAsync("/comments", new FormUrlEncodedContent(
        [new("comment_post_ID", _story.Id.ToString()), new("author", "Ada"), new("email", "ada@example.org"), new("comment", text)]), Cancel);

    private sealed class NarrowSite : NewsSite
    {
        private readonly SheddingSilo _silo = new();

        public NarrowSite() => Cluster = _silo.Cluster;

        public int ReadsAtOnce { get; init; } = 2;

        public int AtOnceEach { get; init; } = 100;

        public int WritesAtOnce { get; init; } = 4_000;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Overload:ReadsAtOnce", $"{ReadsAtOnce}"), new("Overload:WritesAtOnce", $"{WritesAtOnce}"), new("Overload:CommentsAtOncePerStory", $"{Math.Min(WritesAtOnce, 1_000)}"), new("Limits:RequestsAtOnce", $"{AtOnceEach}"), new("Read:FreshFor", "00:01:00"), new("Read:Deadline", "00:00:30"),
        ];

        public void Shed(bool sheds) => _silo.Shed(sheds);
    }
}
