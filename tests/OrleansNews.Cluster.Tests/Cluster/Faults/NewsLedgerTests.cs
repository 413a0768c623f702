using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace OrleansNews.Cluster.Faults;

/// <summary>The checker of feeds and search finds what it is there to find.</summary>
public sealed class NewsLedgerTests
{
    private static readonly NewStory _out = new("quaybbbb", "/2026/11/29/quaybbbb/", FaultSpan.Seconds(99), FaultSpan.Seconds(100));
    private static readonly NewStory _withdrawn = _out with { WithdrawalBegan = FaultSpan.Seconds(110), WithdrawnAt = FaultSpan.Seconds(111) };

    [Theory]
    [InlineData(null)]
    [InlineData("quaybbbb")]
    public void Story_ThatIsNotThere_IsFoundToBeMissingInTime(string? word)
    {
        Assert.Empty(NewsLedger.Breaches([Seen(word, 109)], [_out], []));
        Assert.Contains("is not there", Assert.Single(NewsLedger.Breaches([Seen(word, 111)], [_out], [])), StringComparison.Ordinal);
        Assert.Empty(NewsLedger.Breaches([Seen(word, 111, _out)], [_out], []));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("quaybbbb")]
    public void Story_ThatIsNotThereBehindAFault_HasMoreTime(string? word)
    {
        FaultSpan[] faults = [new(FaultKind.KillDatabase, FaultSpan.Seconds(101), FaultSpan.Seconds(110))];

        Assert.Empty(NewsLedger.Breaches([Seen(word, 130)], [_out], faults));
        Assert.Single(NewsLedger.Breaches([Seen(word, 145)], [_out], faults));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("quaybbbb")]
    public void Story_ThatWasWithdrawn_IsFoundToBeShown(string? word)
    {
        Assert.Empty(NewsLedger.Breaches([Seen(word, 112, _withdrawn)], [_withdrawn], []));
        Assert.Contains("was withdrawn", Assert.Single(NewsLedger.Breaches([Seen(word, 114, _withdrawn)], [_withdrawn], [])), StringComparison.Ordinal);
        Assert.Single(NewsLedger.Breaches([Seen(word, 114, _withdrawn) with { IsStale = true }], [_withdrawn], []));
        Assert.Empty(NewsLedger.Breaches([Seen(word, 131, _withdrawn) with { IsStale = true }], [_withdrawn], [new(FaultKind.KillDatabase, FaultSpan.Seconds(112), FaultSpan.Seconds(130))]));
        Assert.Empty(NewsLedger.Breaches([Seen(word, 114)], [_withdrawn], []));
        Assert.Single(NewsLedger.Breaches([Seen(word, 127, _withdrawn)], [_withdrawn], [new(FaultKind.CutSiloFromSilos, FaultSpan.Seconds(111), FaultSpan.Seconds(112))]));
    }

    [Fact]
    public void Feed_BehindTenNewerStories_NeedNotHaveTheOldest()
    {
        var newer = Enumerable.Range(1, 10).Select(number => _out with { Word = $"quay{number}", Path = $"/{number}/", Began = FaultSpan.Seconds(100 + number), At = FaultSpan.Seconds(100.5 + number) }).ToArray();

        Assert.Empty(NewsLedger.Breaches([Seen(null, 130, newer)], [_out, .. newer], []));
        Assert.Single(NewsLedger.Breaches([Seen(null, 130, newer[1..])], [_out, .. newer], []));
    }

    [Theory]
    [InlineData("/feed/", "<rss><channel>")]
    [InlineData("/feed/atom/", "<html>Something else.</html><p>")]
    [InlineData("/api/search", "not JSON")]
    [InlineData("/feed/", "<rss><channel><item><title>No link</title></item></channel></rss>")]
    [InlineData("/feed/", "<rss><channel><item><link>nowhere</link></item></channel></rss>")]
    [InlineData("/feed/atom/", """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="replies" href="http://a/"/></entry></feed>""")]
    [InlineData("/feed/atom/", """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link/></entry></feed>""")]
    [InlineData("/api/search", "null")]
    [InlineData("/api/search", "[]")]
    [InlineData("/api/search", """{"total":0}""")]
    [InlineData("/api/search", """{"items":[{"title":"No address"}]}""")]
    public async Task Answer_ThatCannotBeRead_IsNamed(string path, string answer)
    {
        await using var site = await UnwillingSite.StartAsync(context => context.Response.WriteAsync(context.Request.Path == path ? answer : path.StartsWith("/feed", StringComparison.Ordinal) ? "<rss/>" : """{"items":[]}"""));
        await using var watchers = new NewsWatchers([site.Client], () => [_out]);
        watchers.Start();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!watchers.Sightings.Any(sighting => sighting.Where.Contains(path, StringComparison.Ordinal))) await Task.Delay(20, patience.Token);
        await watchers.StopAsync();

        Assert.Contains(NewsLedger.Breaches(watchers.Sightings, [], []), breach => breach.Contains(path, StringComparison.Ordinal) && breach.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_NeedNotHaveAnyStory() => Assert.Empty(NewsLedger.Breaches([Seen("", 130)], [_out], []));

    // Its own address says that it was there, and is no place where it is shown.
    [Theory]
    [InlineData("/", StatusCodes.Status200OK, true)]
    [InlineData("/category/harbour/", StatusCodes.Status200OK, true)]
    [InlineData("/2026/11/29/quaybbbb/", StatusCodes.Status200OK, true)]
    [InlineData("/2026/11/29/quaybbbb/", StatusCodes.Status410Gone, false)]
    public async Task Story_ThatWasWithdrawn_IsLookedForInPages(string path, int status, bool isFound)
    {
        var earlier = _withdrawn with { WithdrawnAt = Stopwatch.GetTimestamp() - FaultSpan.Seconds(3) };
        await using var site = await UnwillingSite.StartAsync(context =>
        {
            var isAsked = context.Request.Path == path;
            context.Response.StatusCode = isAsked ? status : context.Request.Path == earlier.Path ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
            return context.Response.WriteAsync(isAsked ? $"<a href=\"{earlier.Path}\">It opens.</a>" : context.Request.Path.StartsWithSegments("/feed") ? "<rss/>" : """{"items":[]}""");
        });
        await using var watchers = new NewsWatchers([site.Client], () => [earlier]);
        watchers.Start();
        await site.UntilAskedAsync(20);
        await watchers.StopAsync();

        Assert.Equal(isFound, NewsLedger.Breaches(watchers.Sightings, [earlier], []).Any(breach => breach.Contains("was withdrawn", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Story_ThatIsNeverFound_IsNamed()
    {
        await using var site = await UnwillingSite.StartAsync(context => context.Response.WriteAsync("""{"items":[]}"""));
        await using var watchers = new NewsWatchers([site.Client], () => []);

        Assert.StartsWith($"{_out.Path} is not found by 'quaybbbb'", (await Assert.ThrowsAsync<InvalidOperationException>(() => watchers.UntilFoundAsync([(_out.Word, _out.Path)], TimeSpan.FromMilliseconds(600)))).Message, StringComparison.Ordinal);
    }

    // Young ones are excused: what is never searched for but young is never judged.
    [Fact]
    public async Task Stories_ThatAreSearchedFor_AreMostlyOldEnoughToBeFoundForSure()
    {
        var began = Stopwatch.GetTimestamp();
        NewStory[] everySecond = [.. Enumerable.Range(0, 40).Select(second => new NewStory($"quay{second}", $"/{second}/", began - FaultSpan.Seconds(40 - second), began - FaultSpan.Seconds(40 - second)))];
        await using var site = await UnwillingSite.StartAsync(context => context.Response.WriteAsync(context.Request.Path.StartsWithSegments("/feed") ? "<rss/>" : """{"items":[]}"""));
        await using var watchers = new NewsWatchers([site.Client], () => everySecond);
        watchers.Start();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (Searches().Count < 12) await Task.Delay(20, patience.Token);
        await watchers.StopAsync();

        var strict = NewsLedger.Strict(Searches(), everySecond, []).Count();

        Assert.True(strict > Searches().Count / 2, $"{strict} of {Searches().Count} searches are judged strictly.");

        List<Sighting> Searches() => [.. watchers.Sightings.Where(sighting => sighting.Word is { Length: > 0 })];
    }

    private static Sighting Seen(string? word, double at, params NewStory[] stories) =>
        new("http://a/", word, FaultSpan.Seconds(at), FaultSpan.Seconds(at + 0.1), [.. stories.Select(story => story.Path)]);
}
