using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>Pages in memory beside bare Kestrel and nginx.</summary>
internal static class CachedHits
{
    private const int Comments = ReadingScenario.Comments;

    // Makes a page in the middle of what the pages of newspapers weigh, 26 to 62 KB.
    private const int FewComments = 12;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        await using var site = await ReadingSite.StartAsync(null);
        var stories = await site.PublishAsync(Comments, FewComments);
        await site.UntilQuietAsync();
        await using var large = await Beside.StartAsync(site, stories[0].Path);
        await using var small = await Beside.StartAsync(site, stories[1].Path);
        (Uri Address, bool AsBrowser)[] rows =
        [
            (large.Ours, false), (large.Bare, false), (large.Nginx.Plain, false), (large.Ours, true), (large.Nginx.Gzip, true),
            (small.Ours, false), (small.Bare, false), (small.Nginx.Plain, false),
        ];
        foreach (var row in rows) await Wrk.RunAsync(row.Address, run.WarmUp, row.AsBrowser);
        var found = await Rounds.TakeTurnsAsync([.. rows.Select(row => (Func<Task<WrkResult>>)(() => Wrk.RunAsync(row.Address, run.Duration / 2, row.AsBrowser)))]);
        var rates = found.Select(rounds => Wrk.Median(rounds).Rate).ToList();
        run.Add(new Figure($"story with {Comments} comments, cached, uncompressed, against bare Kestrel", rates[0], "req/s", rates[1], new(RatioAtLeast: 1),
            $"{large.Size} bytes an answer: copying them into the socket takes most of the time of both"));
        run.Add(new Figure("the same against nginx", rates[0], "req/s", rates[2], new(RatioAtLeast: 0.8),
            "nginx hands the file to the kernel (sendfile), where Kestrel copies each answer into its pipe and the kernel once more"));
        run.Add(new Figure("with a browser's Accept-Encoding, against bare Kestrel uncompressed", rates[3], "req/s", rates[1], new(RatioAtLeast: 1.3)));
        run.Add(new Figure("with a browser's Accept-Encoding, against nginx with gzip on", rates[3], "req/s", rates[4], new(RatioAtLeast: 3)));
        run.Add(new Figure($"story with {FewComments} comments, cached, uncompressed, against bare Kestrel", rates[5], "req/s", rates[6], LimitedBy: $"{small.Size} bytes an answer"));
        run.Add(new Figure("the same against nginx, which serves it as a file", rates[5], "req/s", rates[7], new(RatioAtLeast: 0.8),
            "by perf, copying the page into Kestrel's pipe is 1 % of the machine's time and copying it into the socket 3 %; more goes into handing each request from the thread that waits for sockets to one that answers, and back. " +
            "With completions run where they are found (DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 and Kestrel's UnsafePreferInlineScheduling) the same page went from 0.72 to 0.89 of nginx; that is not set, because all sockets of the process, " +
            "those between silos too, would then wait for whatever one request does. Passing it would take a loop for hits alone that waits, answers and sends on one thread, before Kestrel"));
        run.Add(await AllocatedAsync(run, site, large.Ours));
        run.Add(new BarChart("reading-hits", "A cached story", "req/s",
        [
            new($"{Comments} comments, uncompressed", [new("ours", rates[0]), new("bare Kestrel", rates[1], IsOurs: false), new("nginx, file", rates[2], IsOurs: false)]),
            new($"{Comments} comments, to a browser", [new("ours", rates[3]), new("nginx, gzip on", rates[4], IsOurs: false)]),
            new($"{FewComments} comments, uncompressed", [new("ours", rates[5]), new("bare Kestrel", rates[6], IsOurs: false), new("nginx, file", rates[7], IsOurs: false)]),
        ]));
    }

    private static async Task<Figure> AllocatedAsync(ScenarioRun run, ReadingSite site, Uri address)
    {
        var rounds = (await Rounds.TakeTurnsAsync(async () =>
        {
            var before = await site.MetricAsync("dotnet_gc_heap_total_allocated_bytes_total");
            var reads = await Wrk.RunAsync(address, run.Duration / 2);
            return (await site.MetricAsync("dotnet_gc_heap_total_allocated_bytes_total") - before) / reads.Requests;
        }))[0];
        return new("allocated for a cached answer, everything in the process counted", Rounds.Middle(rounds), "bytes", Required: new(AtMost: 1024));
    }

    /// <summary>A page, and those who serve the same bytes.</summary>
    private sealed class Beside : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private HostProcess? _bare;
        private NginxServer? _nginx;

        private Beside(Uri ours, int size) => (Ours, Size) = (ours, size.ToString("N0", CultureInfo.InvariantCulture));

        public Uri Ours { get; }

        public Uri Bare => new(_bare!.Site, "/page");

        public NginxServer Nginx => _nginx!;

        public string Size { get; }

        public static async Task<Beside> StartAsync(ReadingSite site, string path)
        {
            var page = await site.Client.GetByteArrayAsync(path);
            var beside = new Beside(new(site.Host.Site, path), page.Length);
            await File.WriteAllBytesAsync(beside._folder["page"], page);
            beside._bare = await BarePage.StartAsync(beside._folder["page"]);
            beside._nginx = await NginxServer.StartAsync(page);
            return beside;
        }

        public async ValueTask DisposeAsync()
        {
            if (_nginx is not null) await _nginx.DisposeAsync();
            if (_bare is not null) await _bare.DisposeAsync();
            _folder.Dispose();
        }
    }
}
