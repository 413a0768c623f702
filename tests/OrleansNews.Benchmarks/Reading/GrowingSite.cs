using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Newspapers;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>A host that keeps no page in memory, on a copy of a newspaper, and one reader or author at a time.</summary>
internal sealed class GrowingSite : IAsyncDisposable
{
    private const int Reads = 150, Stories = 25, Known = 100;

    private readonly int _stories;
    private readonly TemporaryFolder _data;
    private readonly ReadingSite _site;
    private readonly IHost _client;
    private readonly IClusterClient _grains;
    private readonly Random _random = new(7);
    private int _published;
    private int _pages;
    private int _known;

    private GrowingSite(int stories, TemporaryFolder data, ReadingSite site, IHost client)
    {
        (_stories, _data, _site, _client) = (stories, data, site, client);
        _grains = client.Services.GetRequiredService<IClusterClient>();
    }

    public static async Task<GrowingSite> StartAsync(int stories, int gateway)
    {
        var copy = await LargeNewspaper.CopyAsync(stories);
        var site = await ReadingSite.StartAsync(
            copy["data"], "--Read:CacheBytes=0", "--Cluster:OpenGateway=true", string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={gateway}"));
        await SearchIndexes.UntilCompleteAsync(site.Host);
        return new(stories, copy, site, await GatewayClient.ConnectAsync(gateway));
    }

    /// <summary>The page in the middle of the archive of the first year, ten stories a page.</summary>
    public string ArchivePage() => string.Create(CultureInfo.InvariantCulture, $"/2016/page/{Math.Min(_stories, 366 * 24 * 60 / 50) / 20}/");

    /// <summary>The page of the next of a hundred stories, evenly spread over the newspaper.</summary>
    public string KnownStory() => LargeNewspaper.PathOf((int)((long)(_known++ % Known) * _stories / Known));

    /// <summary>The page of a story by chance.</summary>
    public string AnyStory() => LargeNewspaper.PathOf(_random.Next(_stories));

    /// <summary>A search by chance.</summary>
    public string AnyQuestion() => "/api/search?q=" + Uri.EscapeDataString(LargeNewspaper.Words.Question(_random));

    /// <summary>Reads pages one after the other; returns the median, in milliseconds.</summary>
    public Task<double> RenderAsync(Func<string> address)
    {
        _pages += Reads;
        return ReadAsync(address);
    }

    /// <summary>Ends the measurement when pages were served that were rendered before.</summary>
    public async Task RequireRenderedAsync()
    {
        var rendered = await _site.RenderedAsync();
        if (rendered < _pages) throw new InvalidOperationException($"Of {_pages} pages only {rendered} were rendered for who asked.");
    }

    /// <summary>Reads addresses one after the other; returns the median, in milliseconds.</summary>
    public Task<double> ReadAsync(Func<string> address) => MedianAsync(Reads, () => _site.Client.GetByteArrayAsync(address()));

    /// <summary>Publishes one story after the other; returns the median, in milliseconds.</summary>
    public Task<double> PublishAsync()
    {
        var all = _grains.GetGrain<IListingGrain>(ListingKeys.All);
        return MedianAsync(Stories, async () =>
        {
            var article = await LargeNewspaper.PublishAsync(_grains, _stories + _published++);
            while ((await all.ReadAsync(new(1, 1))).Items is not [var newest] || newest.Article != article) await Task.Yield();
        });
    }

    /// <summary>
    /// Changes the pattern of permalinks and waits until every story is at its new address; returns after how many milliseconds the first one was, and the last. The site moves the oldest story first.
    /// </summary>
    public async Task<(double First, double All)> ChangePermalinksAsync()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = _site.Client.BaseAddress };
        var grain = _grains.GetGrain<ISiteGrain>(0);
        var settings = (await grain.GetAsync(0))!;
        var pattern = settings.Permalinks == PermalinkPattern.Default ? "/%postname%/" : PermalinkPattern.Default;
        var (oldest, newest) = (await EndAsync(oldestFirst: true), await EndAsync(oldestFirst: false));
        if (await StatusAsync(client, oldest.Path) is not HttpStatusCode.OK and var status) throw new InvalidOperationException($"{oldest.Path}, which is to be moved, is answered {(int)status}.");

        var started = Stopwatch.GetTimestamp();
        if (!(await grain.UpdateAsync(settings with { Permalinks = pattern }, Actor.System)).Saved) throw new InvalidOperationException("The pattern was not changed.");
        while (await StatusAsync(client, oldest.Path) is HttpStatusCode.OK) await Task.Delay(5);
        using (var moved = await client.GetAsync(oldest.Path))
        {
            if (moved.StatusCode != HttpStatusCode.MovedPermanently) throw new InvalidOperationException($"The former address is answered {(int)moved.StatusCode}.");
            if (await StatusAsync(client, moved.Headers.Location!.ToString()) != HttpStatusCode.OK) throw new InvalidOperationException($"{moved.Headers.Location} is not there.");
        }

        var first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var last = _grains.GetGrain<IArticleGrain>(newest.Article.Value);
        while ((await last.GetPublishedAsync(0))!.Path == newest.Path) await Task.Delay(50);
        var all = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        // The next round begins with listings that know the addresses.
        while ((await EndAsync(oldestFirst: false)).Path == newest.Path) await Task.Delay(50);
        return (first, all);

        async Task<ListingEntry> EndAsync(bool oldestFirst) => (await _grains.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(1, 1, OldestFirst: oldestFirst))).Items[0];
    }

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        await _site.DisposeAsync();
        _data.Dispose();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<double> MedianAsync(int times, Func<Task> callAsync)
    {
        var taken = new List<double>();
        for (var call = 0; call < times; call++)
        {
            var started = Stopwatch.GetTimestamp();
            await callAsync();
            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Rounds.Middle(taken);
    }
}
