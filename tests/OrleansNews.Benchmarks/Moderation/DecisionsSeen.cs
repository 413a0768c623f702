using System.Collections.Immutable;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>How long after a decision readers and other moderators see it, without a wave of spam and with one.</summary>
internal static class DecisionsSeen
{
    private const int Followed = 5;
    private const int PerSecond = 1_000;
    private const int Asked = 2_000;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        var (others, decisions) = run.IsBrief ? (5, 6) : (45, 42);
        var gateway = LoopbackPorts.Next();
        await using var site = await ReadingSite.StartAsync(null, "--Cluster:OpenGateway=true", string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={gateway}"));
        await using var web = await HostProcess.StartExactlyAsync(
            "--role", "web", string.Create(CultureInfo.InvariantCulture, $"--Cluster:Gateways:0=127.0.0.1:{gateway}"), "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--Limits:Enabled=false");
        var stories = await site.PublishAsync([.. Enumerable.Repeat(20, Followed), .. Enumerable.Repeat(0, others + 1)]);
        using var moderator = await Moderator.SignInAsync(site.Host, site.Data, "mara");
        using var other = await Moderator.SignInAsync(web, site.Data, "olga");
        using var front = web.CreateClient();
        var comments = await Task.WhenAll(stories.Take(Followed).Select(story => FollowedComment.BeginAsync(site, story, front, other)));
        try
        {
            // Everything that is measured later runs once.
            await DecideAsync(comments, moderator, Turn.All.Count);
            await site.UntilQuietAsync();
            var quiet = await DecideAsync(comments, moderator, decisions);
            await using var spam = await SpamWave.OpenAsync(site.Host.Site, stories[Followed].Article, [.. stories.Skip(Followed + 1).Select(story => story.Article)]);
            var deciding = DecideAsync(comments, moderator, decisions);
            var rate = await spam.SendSteadilyAsync(PerSecond, deciding);
            Add(run, quiet, await deciding, rate);
        }
        finally
        {
            foreach (var comment in comments) await comment.DisposeAsync();
        }
    }

    // Side by side: the comments are of different stories.
    private static async Task<ImmutableArray<Seen>> DecideAsync(IEnumerable<FollowedComment> comments, Moderator moderator, int decisions)
    {
        var found = await Task.WhenAll(comments.Select(comment => comment.DecideAsync(moderator, decisions)));
        return [.. found.SelectMany(times => times).GroupBy(time => time.Place).Select(times => new Seen(times.Key, [.. times.Select(time => time.Milliseconds).Order()]))];
    }

    private static void Add(ScenarioRun run, ImmutableArray<Seen> quiet, ImmutableArray<Seen> wave, double rate)
    {
        foreach (var (without, with) in quiet.Zip(wave))
            run.Add(new Figure($"a decision until it is seen: {with.Place}, longest with the wave against without", with.Longest, "ms", without.Longest, new(AtMost: Asked), $"with the wave {with}; without {without}"));
        run.Add(new Figure("comments of the wave stored meanwhile", rate, "comments/s", LimitedBy: string.Create(CultureInfo.InvariantCulture, $"{PerSecond:#,0} a second were sent")));
        run.Add(new BarChart("moderation-decisions", "A decision until it is seen, while 1,000 comments of spam a second come in", "ms",
            [.. wave.Select(seen => new BarGroup(seen.Place, [new("median", seen.Percentile(0.5)), new("99th percentile", seen.Percentile(0.99)), new("longest", seen.Longest)], Required: Asked))]));
    }

    /// <summary>When decisions were seen at a place.</summary>
    private sealed record Seen(string Place, ImmutableArray<double> Sorted)
    {
        public double Longest => Sorted[^1];

        public double Percentile(double share) => Sorted[Math.Min(Sorted.Length - 1, (int)(Sorted.Length * share))];

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"median {Percentile(0.5):#,0} ms, 99th percentile {Percentile(0.99):#,0} ms, longest {Longest:#,0} ms of {Sorted.Length}");
    }
}
