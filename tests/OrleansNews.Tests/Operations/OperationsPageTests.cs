using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Operations;

public sealed class OperationsPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site = new(1000);

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.CreateAsync("olga", Role.Operator);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Page_ShowsSilosThreadsAndStories()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        for (var i = 0; i < 3; i++) await _site.CommentAsync(story, "Ada", $"Number {i}.");
        using var browser = await _site.SignedInAsync("olga");

        var page = await UntilAsync(browser, page => page.Contains($"<a href=\"{story.Path}\"", StringComparison.Ordinal) && page.Contains("data-label=\"Comments\" class=\"ops-number\">3</td>", StringComparison.Ordinal));

        Assert.Contains(">Active</td>", page, StringComparison.Ordinal);
        Assert.Contains(ProgramBuild.Of(typeof(IOperationsBoardGrain).Assembly), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CostsTheSameNumberOfCalls_WhateverTheNewspaperHas()
    {
        using var browser = await _site.SignedInAsync("olga");
        await browser.GetStringAsync("/newsroom/operations", Cancel);
        for (var i = 0; i < 30; i++) await _site.CommentAsync(await _site.PublishAsync(Stories.Harbour.Unique()), "Ada", "A word.");
        await UntilAsync(browser, page => page.Split("data-label=\"Comments\"").Length == 11);

        var before = _site.Cluster.Calls.Of("IArticleGrain.GetPublishedAsync");
        var threads = _site.Cluster.Calls.Counts.Where(call => call.Key.StartsWith("ICommentThreadGrain.", StringComparison.Ordinal)).Sum(call => call.Value);
        await browser.GetStringAsync("/newsroom/operations", Cancel);

        // Ten threads, ten most read and ten most discussed are named; the two boxes of stories may ask for fifteen each beside it.
        Assert.InRange(_site.Cluster.Calls.Of("IArticleGrain.GetPublishedAsync") - before, 1, 60);
        Assert.Equal(threads, _site.Cluster.Calls.Counts.Where(call => call.Key.StartsWith("ICommentThreadGrain.", StringComparison.Ordinal)).Sum(call => call.Value));
    }

    [Fact]
    public async Task Board_TellsNobodyButOperators()
    {
        var board = _site.Grains.GetGrain<IOperationsBoardGrain>(0);

        foreach (var role in Enum.GetValues<Role>()) Assert.Equal(role.Allows(Permission.Operate), await board.ReadAsync(new("edith", "Edith", role)) is not null);
    }

    // Silos report every five seconds of the site's time.
    private async Task<string> UntilAsync(HttpClient browser, Func<string, bool> shows)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var page = await browser.GetStringAsync("/newsroom/operations", Cancel);
            if (shows(page)) return page;
            _site.Cluster.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20, patience.Token);
        }
    }
}
