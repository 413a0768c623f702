using System.Diagnostics;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Live;

/// <summary>How fast and how cheaply a story's readers hear of what is said under it.</summary>
internal sealed class LiveScenario : IScenario
{
    private const int Bursts = 9;

    public string Name => "live";

    public string Title => "The live feed";

    public string Method =>
        "A host of role `all` in a process of its own; readers are raw sockets on one epoll loop in this process, on the same machine. Comments of 500 bytes are posted over HTTP, and "
        + "time runs from sending until the last reader has the event. The reference is a bare Kestrel program that writes the same bytes to the same number of connections, on a request "
        + "over HTTP, from one or two loops, whichever is better.";

    public IReadOnlyList<ScenarioPart> Parts =>
    [
        new("crowd", CrowdAsync),
        new("rate", RateAsync),
        new("latency", LatencyAsync),
        new("stories", ManyStoriesAsync),
    ];

    private static async Task CrowdAsync(ScenarioRun run)
    {
        var readers = run.IsBrief ? 500 : 10_000;
        using var client = new HttpClient();
        await using var reference = await BareFeedProcess.StartAsync();
        await using var host = await LiveHost.StartAsync(1);
        var bytes = await host.CaptureEventAsync(1);
        double theirBytes, one, two;
        using (var crowd = new Crowd())
        {
            theirBytes = await MemoryPerReaderAsync(crowd, reference.Site, reference.Id, "/live", readers);
            one = await MedianBurstAsync(crowd, readers, () => reference.WriteAsync(client, bytes, times: 1, loops: 1));
            two = await MedianBurstAsync(crowd, readers, () => reference.WriteAsync(client, bytes, times: 1, loops: 2));
        }

        using (var crowd = new Crowd())
        {
            var ourBytes = await MemoryPerReaderAsync(crowd, host.Site, host.Id, LiveHost.FeedOf(1), readers);
            var ours = await MedianBurstAsync(crowd, readers, () => host.PostAsync(1));
            run.Add(new Figure(
                "10,000 readers of one story, one comment: until the last has it", ours, "ms", Math.Min(one, two), new Requirement(RatioAtMost: 1.3),
                $"the reference took {one:n0} ms with one loop and {two:n0} ms with two; our time includes the comment's way through intake, thread and store"));
            run.Add(new Figure(
                "memory of the server for one idle reader", ourBytes / 1024, "KiB", theirBytes / 1024, new Requirement(AtMost: 12),
                "resident memory of the process between the first 1,000 readers and all, after 20 idle seconds; what Kestrel alone holds is the reference"));
        }
    }

    private static async Task<double> MemoryPerReaderAsync(Crowd crowd, Uri site, int process, string path, int readers)
    {
        // What every first request makes is there before it is counted.
        var first = readers / 10;
        await crowd.OpenAsync(site, first, _ => path);
        var before = await ProcessMemory.SettledAsync(process);
        await crowd.OpenAsync(site, readers - first, _ => path);
        return (await ProcessMemory.SettledAsync(process) - before) / (double)(readers - first);
    }

    private static async Task<double> MedianBurstAsync(Crowd crowd, int readers, Func<Task> writeAsync)
    {
        var times = new List<double>();
        for (var burst = 0; burst < Bursts + 2; burst++)
        {
            var until = crowd.Receipts + readers;
            var began = Stopwatch.GetTimestamp();
            await writeAsync();
            await crowd.UntilAsync(until);
            if (burst >= 2) times.Add(Stopwatch.GetElapsedTime(began, crowd.LastReceipt).TotalMilliseconds);
            await Task.Delay(200);
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    private static async Task RateAsync(ScenarioRun run)
    {
        using var client = new HttpClient();
        await using var reference = await BareFeedProcess.StartAsync();
        await using var host = await LiveHost.StartAsync(1);
        var bytes = await host.CaptureEventAsync(1);
        var readers = run.IsBrief ? 200 : 2_000;
        var comments = run.IsBrief ? 100 : 1_000;
        double ours = 0, theirs = 0;
        using (var crowd = new Crowd())
        {
            await crowd.OpenAsync(reference.Site, readers, _ => "/live");
            foreach (var loops in new[] { 1, 2, 1, 2 })
                theirs = Math.Max(theirs, await DeliveriesAsync(crowd, readers, comments, () => reference.WriteAsync(client, bytes, comments, loops)));
        }

        using (var crowd = new Crowd())
        {
            await crowd.OpenAsync(host.Site, readers, _ => LiveHost.FeedOf(1));
            for (var i = 0; i < 2; i++)
                ours = Math.Max(ours, await DeliveriesAsync(crowd, readers, comments, () => Parallel.ForAsync(0, comments, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => await host.PostAsync(1))));
        }

        run.Add(new Figure(
            "deliveries to 2,000 readers of one story", ours, "deliveries/s", theirs, new Requirement(RatioAtLeast: 0.8),
            "comments that are committed while earlier ones are written go to each reader in one piece; the reference writes each by itself"));
        run.Add(new BarChart("live-rate", "Deliveries to 2,000 readers, client on the same machine", "deliveries/s",
            [new("2,000 readers", [new("the live feed", ours), new("bare Kestrel", theirs, IsOurs: false)])]));
    }

    private static async Task<double> DeliveriesAsync(Crowd crowd, int readers, int comments, Func<Task> writeAsync)
    {
        var before = crowd.Receipts;
        var began = Stopwatch.GetTimestamp();
        await writeAsync();
        await crowd.UntilAsync(before + (long)readers * comments);
        var rate = (double)readers * comments / Stopwatch.GetElapsedTime(began, crowd.LastReceipt).TotalSeconds;
        Console.WriteLine($"  {rate:n0} deliveries/s");
        return rate;
    }

    private static Task LatencyAsync(ScenarioRun run) => LatencyAsync(
        run, stories: 1, readersOfEach: run.IsBrief ? 100 : 1_000, commentsPerSecond: 20, "1,000 readers of one story, 20 comments/s: from acknowledgement to receipt, p99", 250);

    private static Task ManyStoriesAsync(ScenarioRun run) => LatencyAsync(
        run, stories: run.IsBrief ? 50 : 1_000, readersOfEach: 10, commentsPerSecond: 200, "1,000 stories, 10 readers each, 200 comments/s: from acknowledgement to receipt, p99", 500);

    private static async Task LatencyAsync(ScenarioRun run, int stories, int readersOfEach, int commentsPerSecond, string name, double atMost)
    {
        var seconds = run.IsBrief ? 3 : 15;
        var comments = commentsPerSecond * seconds;
        var warm = comments / 5;
        await using var host = await LiveHost.StartAsync(stories);
        using var crowd = new Crowd();
        await crowd.OpenAsync(host.Site, stories * readersOfEach, reader => LiveHost.FeedOf(1 + reader % stories));
        var receipts = new List<(int Story, int Comment, long At)>();
        crowd.Received = (reader, first, count, at) =>
        {
            for (var comment = first; comment < first + count; comment++) receipts.Add((reader % stories, comment, at));
        };

        // A story's comments follow each other, so that the n-th receipt is the n-th acknowledgement.
        var acknowledged = new long[comments];
        var last = new Task[stories];
        Array.Fill(last, Task.CompletedTask);
        var began = Stopwatch.GetTimestamp();
        for (var comment = 0; comment < comments; comment++)
        {
            var due = TimeSpan.FromSeconds((double)comment / commentsPerSecond) - Stopwatch.GetElapsedTime(began);
            if (due > TimeSpan.Zero) await Task.Delay(due);
            last[comment % stories] = PostBehindAsync(last[comment % stories], comment);
        }

        await Task.WhenAll(last);
        await crowd.UntilAsync((long)comments * readersOfEach);
        var latencies = receipts
            .Select(receipt => (Comment: receipt.Story + receipt.Comment * stories, receipt.At))
            .Where(receipt => receipt.Comment >= warm)
            .Select(receipt => Math.Max(0, receipt.At - acknowledged[receipt.Comment]))
            .Order().ToList();
        var load = new LoadResult(TimeSpan.FromSeconds(seconds), latencies);
        run.Add(new Figure(name, load.Percentile(0.99), "ms", null, new Requirement(AtMost: atMost), $"median {load.Percentile(0.5):n1} ms, longest {load.Longest:n1} ms, {latencies.Count:n0} receipts"));

        async Task PostBehindAsync(Task before, int comment)
        {
            await before;
            acknowledged[comment] = await host.PostAsync(1 + comment % stories);
        }
    }
}
