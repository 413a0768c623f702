using System.Diagnostics.Metrics;
using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Listings;
using OrleansNews.Site;

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

    // Each in its own list: the table of threads names the story too.
    [Fact]
    public async Task Page_ShowsTheHottestStories()
    {
        var discussed = await _site.PublishAsync(Stories.Harbour.Unique());
        var read = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.CommentAsync(discussed, "Ada", "A word.");
        await _site.Grains.GetGrain<ITrendingGrain>(0).ReportAsync(Guid.NewGuid(), [new(read.Id, 7)]);
        using var browser = await _site.SignedInAsync("olga");

        var page = await UntilAsync(browser, page => IsIn("ops-discussed", discussed, page) && IsIn("ops-read", read, page));

        Assert.False(IsIn("ops-discussed", read, page));
        Assert.False(IsIn("ops-read", discussed, page));

        static bool IsIn(string list, PublishedArticle story, string page) =>
            new HtmlParser().ParseDocument(page).QuerySelector($"section[aria-labelledby='{list}'] a[href='{story.Path}']") is not null;
    }

    [Fact]
    public async Task Page_ShowsSlowStorage_AndHowLongMessagesWait_InFigures()
    {
        var silo = _site.Cluster.SiloServices;
        using var browser = await _site.SignedInAsync("olga");
        var writes = Writes(silo);
        writes.Record(1.5);
        writes.Record(2.5);
        // Of a shard that the registry has not, so that it says nothing else of it.
        silo.GetRequiredService<OutboxInstruments>().Report(-1, TimeSpan.FromMinutes(20), owners: 1);

        var page = await UntilAsync(browser, page => page.Contains(Cell("The slowest", "2,500.0 ms"), StringComparison.Ordinal) && page.Contains(Cell("Oldest undelivered message", "1,200 s"), StringComparison.Ordinal));

        Assert.Contains("<tr class=\"ops-slow\">", page, StringComparison.Ordinal);
        Assert.Contains("data-label=\"Operation\">Writes</td>", page, StringComparison.Ordinal);
        Assert.Contains("data-label=\"How many\" class=\"ops-number\">2</td>", page, StringComparison.Ordinal);
        Assert.Contains(Cell("On average", "2,000.0 ms"), page, StringComparison.Ordinal);
        Assert.Contains("Storage is slow on silo ", page, StringComparison.Ordinal);
        Assert.Contains("Messages between grains wait for more than 30 seconds on silo ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ShowsHowManyPagesOfAFrontEndWereStale()
    {
        var board = _site.Grains.GetGrain<IOperationsBoardGrain>(0);
        using var browser = await _site.SignedInAsync("olga");
        var instruments = _site.Services.GetRequiredService<PageInstruments>();
        for (var i = 0; i < 3; i++) instruments.Stale();

        // Front ends report every five seconds of their machine's time; the site's stands still meanwhile, or the report would end.
        await Waits.UntilAsync(async () => (await board.ReadAsync(new("olga", "Olga", Role.Operator)))!.FrontEnds.Any(front => front.StalePages == 3), "The front end never reports its stale pages.");
        var page = await browser.GetStringAsync("/newsroom/operations", Cancel);

        Assert.Contains("data-label=\"Stale pages in the last minute\" class=\"ops-number\">3</td>", page, StringComparison.Ordinal);
        Assert.Contains(" served pages that the cluster did not confirm in time.", page, StringComparison.Ordinal);
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

        // Ten threads, ten most read and ten most discussed are named; the two boxes of stories may ask for fifteen each beside it, and that of comments for five, whose threads it asks twice.
        Assert.InRange(_site.Cluster.Calls.Of("IArticleGrain.GetPublishedAsync") - before, 1, 65);
        Assert.InRange(_site.Cluster.Calls.Counts.Where(call => call.Key.StartsWith("ICommentThreadGrain.", StringComparison.Ordinal)).Sum(call => call.Value) - threads, 0, 10);
    }

    [Fact]
    public async Task Board_TellsNobodyButOperators()
    {
        var board = _site.Grains.GetGrain<IOperationsBoardGrain>(0);

        foreach (var role in Enum.GetValues<Role>()) Assert.Equal(role.Allows(Permission.Operate), await board.ReadAsync(new("edith", "Edith", role)) is not null);
    }

    private static string Cell(string label, string value) => $"data-label=\"{label}\" class=\"ops-number\" dir=\"ltr\">{value}</td>";

    // As a store measures itself; the one in memory does not.
    private static Histogram<double> Writes(IServiceProvider silo) =>
        silo.GetRequiredService<IMeterFactory>().Create(new MeterOptions("OrleansNews.Storage")).CreateHistogram<double>("orleansnews.storage.write.duration", "s");

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
