using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>Feeds, sitemaps and <c>robots.txt</c> as they are kept: made once for all, and served while the cluster is silent.</summary>
public sealed class SharedDocumentTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly CachingSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Document_ReadAgainWithinTheSecond_AsksNobody_AndManyAtOnceAreOne()
    {
        var addresses = await AddressesAsync();
        foreach (var address in addresses) await _site.NewBrowser().GetStringAsync(address, Cancel);
        var asked = _site.Cluster.Calls.Total;

        foreach (var address in addresses) await _site.NewBrowser().GetStringAsync(address, Cancel);
        Assert.Equal(asked, _site.Cluster.Calls.Total);

        // Grown old, one of many who ask has it made anew.
        _site.Age();
        await _site.NewBrowser().GetStringAsync("/robots.txt", Cancel);
        var before = _site.Cluster.Calls.Of("ILatestCommentsGrain.GetAsync");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _site.NewBrowser().GetStringAsync("/comments/feed/", Cancel)));
        Assert.InRange(_site.Cluster.Calls.Of("ILatestCommentsGrain.GetAsync") - before, 1, 2);
    }

    [Fact]
    public async Task Document_OfASilentCluster_IsServedMarked_AndOneThatWasNeverReadIsUnavailable()
    {
        var addresses = await AddressesAsync();
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var address in addresses) known[address] = await _site.NewBrowser().GetStringAsync(address, Cancel);
        _site.Cluster.Calls.Instead = _ => throw new TimeoutException();
        _site.MachineTime.Advance(TimeSpan.FromSeconds(90));

        foreach (var address in addresses)
        {
            using var stale = await _site.NewBrowser().GetAsync(address, Cancel);
            Assert.True(stale.StatusCode == HttpStatusCode.OK, $"{address}: {stale.StatusCode}");
            Assert.Equal(known[address], await stale.Content.ReadAsStringAsync(Cancel));
            // The settings are enough for the rules of robots, and they are the last known ones.
            if (address != "/robots.txt") Assert.Equal("1", Assert.Single(stale.Headers.GetValues("X-OrleansNews-Stale")));
        }

        using var other = await _site.NewBrowser().GetAsync("/2026/feed/", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, other.StatusCode);
        Assert.NotNull(other.Headers.RetryAfter);

        _site.Cluster.Calls.Instead = null;
        _site.Age();
        using var back = await _site.NewBrowser().GetAsync("/feed/", Cancel);
        Assert.False(back.Headers.Contains("X-OrleansNews-Stale"));
    }

    [Fact]
    public async Task Document_AskedForAtAnotherHost_NamesThatOne()
    {
        await AddressesAsync();
        foreach (var host in new[] { "one.example", "two.example", "one.example" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/feed/") { Headers = { Host = host } };
            using var answer = await _site.NewBrowser().SendAsync(request, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains($"http://{host}/", text, StringComparison.Ordinal);
            Assert.DoesNotContain(host == "one.example" ? "two.example" : "one.example", text, StringComparison.Ordinal);
        }
    }

    // A site without an address of its own names the host that it was asked at, and anybody can send any.
    [Fact]
    public async Task Document_AskedForAtManyHosts_IsMadeForFewAtATime()
    {
        await AddressesAsync();
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 30; number++) statuses.Add(await StatusAtAsync($"host{number}.example"));

        Assert.InRange(statuses.Count(status => status == HttpStatusCode.OK), 1, 8);
        Assert.All(statuses.Where(status => status != HttpStatusCode.OK), status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.Equal(HttpStatusCode.OK, await StatusAtAsync("host0.example")); // Whoever has a place keeps it.

        _site.MachineTime.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAtAsync("late.example"));
    }

    private async Task<HttpStatusCode> StatusAtAsync(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feed/") { Headers = { Host = host } };
        using var answer = await _site.NewBrowser().SendAsync(request, Cancel);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Assert.NotNull(answer.Headers.RetryAfter);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Document_Compressed_IsTheSameDocument_AndASitemapThatDidNotChangeKeepsItsTag()
    {
        await AddressesAsync();
        var tag = await TagAsync("/sitemap-1.xml");
        var robots = await TagAsync("/robots.txt");
        var grain = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Tagline = "Something else" }, Actor.System)).Saved);
        _site.Age();
        _site.Age();
        Assert.Equal((tag, robots), (await TagAsync("/sitemap-1.xml"), await TagAsync("/robots.txt")));

        var plain = await _site.NewBrowser().GetStringAsync("/sitemap-1.xml", Cancel);
        using var packed = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = _site.Address };
        for (var coded = false; !coded; await Task.Delay(10, Cancel))
        {
            using var answer = await packed.GetAsync("/sitemap-1.xml", Cancel);
            Assert.Equal(plain, await answer.Content.ReadAsStringAsync(Cancel));
            Assert.Equal("application/xml; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
            coded = answer.Headers.ETag!.Tag.EndsWith("-gzip\"", StringComparison.Ordinal);
        }
    }

    private async Task<string> TagAsync(string address)
    {
        using var answer = await _site.NewBrowser().GetAsync(address, Cancel);
        return answer.Headers.ETag!.Tag;
    }

    private async Task<string[]> AddressesAsync()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.CommentAsync(story, "Ada", "A word.");
        return ["/feed/", "/feed/atom/", "/category/local/feed/", "/comments/feed/", story.Path + "feed/", "/robots.txt", "/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml"];
    }
}
