using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>Pages over HTTP beside bare Kestrel and nginx.</summary>
internal sealed class ReadingScenario : IScenario
{
    private const int Comments = 50;
    private const int Rounds = 3;

    public string Name => "reading";

    public string Title => "Reading";

    public string Method =>
        "A host of its own, read by wrk with two threads and 32 connections over loopback; host, references and wrk share the machine. The references serve the bytes of the same page: "
        + "Kestrel with one minimal endpoint from memory, without logs, metrics or security headers, and nginx with a worker for each core from a file. The story has 800 words and 50 comments of 60 words. "
        + "Rates are the median of three rounds in which all servers take turns.";

    public IReadOnlyList<ScenarioPart> Parts =>
    [
        new("hit", run => OneStoryAsync(run, HitsAsync)),
        new("busy", run => OneStoryAsync(run, BusyAsync)),
        new("miss", MissesAsync),
        new("many", ManyStories.MeasureAsync),
    ];

    private static async Task OneStoryAsync(ScenarioRun run, Func<ScenarioRun, ReadingSite, Uri, IReadOnlyList<(string Path, long Article)>, Task> measureAsync)
    {
        Wrk.RequireInstalled();
        await using var site = await ReadingSite.StartAsync(null);
        var stories = await site.PublishAsync(2, Comments);
        await Task.Delay(TimeSpan.FromSeconds(2)); // The box of latest comments comes to rest.
        await measureAsync(run, site, new Uri(site.Host.Site, stories[0].Path), stories);
    }

    private static async Task HitsAsync(ScenarioRun run, ReadingSite site, Uri address, IReadOnlyList<(string Path, long Article)> stories)
    {
        var page = await site.Client.GetByteArrayAsync(stories[0].Path);
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["page"], page);
        await using var bare = await BarePage.StartAsync(folder["page"]);
        await using var nginx = await NginxServer.StartAsync(page);
        var rows = new (string Name, Uri Address, bool AsBrowser)[]
        {
            ("ours", address, false), ("bare", new(bare.Site, "/page"), false), ("nginx", nginx.Plain, false),
            ("ours, browser", address, true), ("nginx gzip", nginx.Gzip, true),
        };
        foreach (var row in rows) await Wrk.RunAsync(row.Address, run.WarmUp, row.AsBrowser);
        var found = rows.ToDictionary(row => row.Name, _ => new List<WrkResult>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var row in rows) found[row.Name].Add(await Wrk.RunAsync(row.Address, run.Duration / 2, row.AsBrowser));
        }

        var rates = found.ToDictionary(row => row.Key, row => Wrk.Median(row.Value).Rate);
        var size = page.Length.ToString("N0", CultureInfo.InvariantCulture);
        run.Add(new Figure($"story with {Comments} comments, cached, uncompressed, against bare Kestrel", rates["ours"], "req/s", rates["bare"], new(RatioAtLeast: 1),
            LimitedBy: $"{size} bytes an answer: copying them into the socket takes most of the time of both"));
        run.Add(new Figure("the same against nginx", rates["ours"], "req/s", rates["nginx"], new(RatioAtLeast: 0.8),
            LimitedBy: "nginx hands the file to the kernel (sendfile) where Kestrel copies each answer into its pipe; passing it would take a transport that sends memory it does not own"));
        run.Add(new Figure("with a browser's Accept-Encoding, against bare Kestrel uncompressed", rates["ours, browser"], "req/s", rates["bare"], new(RatioAtLeast: 1.3)));
        run.Add(new Figure("with a browser's Accept-Encoding, against nginx with gzip on", rates["ours, browser"], "req/s", rates["nginx gzip"], new(RatioAtLeast: 3)));

        var before = await site.MetricAsync("dotnet_gc_heap_total_allocated_bytes_total");
        var reads = await Wrk.RunAsync(address, run.Duration / 2);
        var after = await site.MetricAsync("dotnet_gc_heap_total_allocated_bytes_total");
        run.Add(new Figure("allocated for a cached answer, everything in the process counted", (after - before) / reads.Requests, "bytes", Required: new(AtMost: 1024)));
        run.Add(new BarChart("reading-hits", "A cached story with 50 comments", "req/s",
        [
            new("uncompressed", [new("ours", rates["ours"]), new("bare Kestrel", rates["bare"], IsOurs: false), new("nginx, file", rates["nginx"], IsOurs: false)]),
            new("to a browser", [new("ours", rates["ours, browser"]), new("nginx, gzip on", rates["nginx gzip"], IsOurs: false)]),
        ]));
    }

    private static async Task BusyAsync(ScenarioRun run, ReadingSite site, Uri address, IReadOnlyList<(string Path, long Article)> stories)
    {
        // What posting runs through is compiled before anything is measured beside it.
        await site.CommentSteadilyAsync(stories[1].Article, 1_000, Task.Delay(run.Duration));
        await Wrk.RunAsync(address, run.WarmUp, asBrowser: true);
        var quiet = await Wrk.RunAsync(address, run.Duration, asBrowser: true);
        var (busy, busyRate) = await WhileAsync(stories[0].Article, 50);
        // The last: the sizes of the last photos are made when it is over.
        var photos = await PhotoSender.SignInAsync(site);
        await photos.SendSteadilyAsync(Task.Delay(run.WarmUp));
        var (elsewhere, elsewhereRate, uploaded) = await WhileUploadingAsync();
        run.Add(new Figure("the same story while it gets 50 comments a second, against itself in quiet", busy.Rate, "req/s", quiet.Rate, new(RatioAtLeast: 0.8), Posted(busyRate)));
        run.Add(new Figure("99th percentile of it", busy.P99, "ms", quiet.P99, new(AtMost: 50)));
        run.Add(new Figure("99th percentile while another story gets 1,000 comments a second and a photo is uploaded every second, against quiet", elsewhere.P99, "ms", quiet.P99, new(RatioAtMost: 3),
            string.Create(CultureInfo.InvariantCulture, $"{elsewhereRate:0} comments and {uploaded:0.00} photos of 12 megapixels a second were stored; their sizes are made by one thread of low priority")));
        run.Add(new Figure("rate of it", elsewhere.Rate, "req/s", quiet.Rate, LimitedBy: "posting and reading share two cores with wrk and the sender"));

        async Task<(WrkResult Reads, double Posted, double Uploaded)> WhileUploadingAsync()
        {
            var reading = Wrk.RunAsync(address, run.Duration, asBrowser: true);
            var uploading = photos.SendSteadilyAsync(reading);
            var posted = await site.CommentSteadilyAsync(stories[1].Article, 1_000, reading);
            return (await reading, posted, await uploading);
        }

        async Task<(WrkResult Reads, double Posted)> WhileAsync(long article, int perSecond)
        {
            var reading = Wrk.RunAsync(address, run.Duration, asBrowser: true);
            var posted = await site.CommentSteadilyAsync(article, perSecond, reading);
            return (await reading, posted);
        }

        static string Posted(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:0} comments a second were stored");
    }

    private static async Task MissesAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        await using var site = await ReadingSite.StartAsync(null, "--Read:CacheBytes=0");
        var stories = await site.PublishAsync(run.IsBrief ? 10 : 200, Comments);
        using var folder = new TemporaryFolder();
        var script = folder.Write("pages.lua", $$"""
            local at = 0
            function setup(thread) thread:set("at", math.random({{stories.Count}})) end
            request = function()
              at = at % {{stories.Count}} + 1
              return wrk.format("GET", string.format("/2026/11/20/story-%06d/", at))
            end
            """);
        await Wrk.RunAsync(site.Host.Site, run.WarmUp, script: script);
        var found = new List<WrkResult>();
        for (var round = 0; round < Rounds; round++) found.Add(await Wrk.RunAsync(site.Host.Site, run.Duration / 2, script: script));
        var rate = Wrk.Median(found);
        run.Add(new Figure($"page not in cache, rendered with {Comments} comments", rate.Rate, "req/s", Required: new(AtLeast: 1_500)));
        run.Add(new Figure("99th percentile of it", rate.P99, "ms"));
    }
}
