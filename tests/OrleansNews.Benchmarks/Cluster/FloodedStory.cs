using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Threads;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>
/// What those at another story notice of one to which more is sent than it may have under way, through one front end and one silo on PostgreSQL. A flood that never pauses is set against a quiet newspaper:
/// it takes what processors there are. Waves of comments to one story are set against the same waves to a story each: whether it is the story that others notice, or the machine.
/// </summary>
internal static class FloodedStory
{
    private const int Flooding = 64;
    private const int AtOnce = Flooding / 2;
    private const long Quiet = 1;
    private const long Flooded = 2;

    // Comments to one story are not to be felt elsewhere more than as many to other stories are.
    private const double MostOfTheSpread = 1.2;
    // Long enough that a comment beside a wave is stored before the next one is due.
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _betweenWaves = TimeSpan.FromMilliseconds(128);
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        string[] settings = [.. ClusterScenario.Settings(run), string.Create(CultureInfo.InvariantCulture, $"--Overload:CommentsAtOncePerStory={AtOnce}")];
        await using var paper = await PostgresNewspaper.StartAsync(silos: 1, fronts: 1, stories: (int)Flooded + Flooding, settings);
        var site = paper.Fronts[0].Site;
        using var writer = await PlainHttpConnection.OpenAsync(site, AddressOf(Quiet));
        using var reader = paper.Fronts[0].CreateClient();
        // At its pace, a writer needs some time to write enough for a 99th percentile.
        var counted = 2 * run.Duration;
        // What everybody runs through is compiled before anything is compared.
        await Task.WhenAll(AtTheQuietStoryAsync(run.WarmUp), FloodAsync(_ => Flooded, TimeSpan.Zero, run.IsBrief ? run.WarmUp : _warmUp));
        await FloodAsync(Spread, TimeSpan.Zero, run.WarmUp);

        var found = await Rounds.TakeTurnsAsync(
            async () => new Round(await AtTheQuietStoryAsync(counted), new(), 0),
            () => BesideAsync(_ => Flooded, TimeSpan.Zero),
            () => BesideAsync(_ => Flooded, _betweenWaves),
            () => BesideAsync(Spread, _betweenWaves));
        Add("a comment on another story", quiet => quiet.Comments);
        Add("a page of another story", quiet => quiet.Reads);

        static long Spread(int caller) => Flooded + 1 + caller;

        async Task<Round> BesideAsync(Func<int, long> story, TimeSpan between)
        {
            Task<Waits>? quiet = null;
            var (answers, seconds) = await FloodAsync(story, between, run.WarmUp, () => quiet = AtTheQuietStoryAsync(counted));
            return new(await quiet!, answers, seconds);
        }

        // All come at once, and again when it is time, or at once where there is no time between.
        async Task<(Answers Answers, double Seconds)> FloodAsync(Func<int, long> story, TimeSpan between, TimeSpan warmUp, Action? warm = null)
        {
            var open = await Task.WhenAll(Enumerable.Range(0, Flooding).Select(caller => PlainHttpConnection.OpenAsync(site, AddressOf(story(caller)))));
            try
            {
                var (heard, answers) = (new Answers(), new Answers());
                var begin = Stopwatch.GetTimestamp();
                var turns = new int[Flooding];
                var load = await Load.RunAsync(Flooding, warmUp, counted, async caller =>
                {
                    if (between * turns[caller]++ - Stopwatch.GetElapsedTime(begin) is { Ticks: > 0 } early) await Task.Delay(early);
                    Volatile.Read(ref heard).Count(await open[caller].PostAsync(CommentsOverHttp.New(), Guid.NewGuid()));
                }, () =>
                {
                    Volatile.Write(ref heard, answers);
                    warm?.Invoke();
                });
                return (answers, load.Elapsed.TotalSeconds);
            }
            finally
            {
                foreach (var connection in open) connection.Dispose();
            }
        }

        async Task<Waits> AtTheQuietStoryAsync(TimeSpan duration)
        {
            var both = await Task.WhenAll(
                PacedLoad.RunAsync(TimeSpan.Zero, duration, _between, CommentAsync),
                PacedLoad.RunAsync(TimeSpan.Zero, duration, _between, async () => await reader.GetStringAsync(PostgresNewspaper.PathOf(Quiet))));
            return new(both[0], both[1]);
        }

        async Task CommentAsync()
        {
            if (await writer.PostAsync(CommentsOverHttp.New(), Guid.NewGuid()) is var status and not 201) throw new InvalidOperationException($"A comment on another story was answered {status}.");
        }

        void Add(string what, Func<Waits, LoadResult> of)
        {
            foreach (var (name, share) in new[] { ("median", 0.5), ("99th percentile", 0.99) })
            {
                run.Add(new Figure($"{what} while one is flooded without a pause, against while none is, {name}", Middle(1), "ms", Middle(0), LimitedBy: string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Flooding} connections send to one story that may have {AtOnce} comments under way, and do not wait when they are refused: {Told(1)}; they share the two cores with the newspaper and PostgreSQL; ")
                    + $"{Waited(1)}, without it {Waited(0)}"));
                run.Add(new Figure($"{what} while waves of comments come to one, against while the same waves come to a story each, {name}", Middle(2), "ms", Middle(3), new(RatioAtMost: MostOfTheSpread), string.Create(
                    CultureInfo.InvariantCulture, $"{Flooding} comments at once, every {_betweenWaves.TotalMilliseconds:0} ms; to one story: {Told(2)}, {Waited(2)}; to {Flooding} stories: {Told(3)}, {Waited(3)}")));

                double Middle(int turn) => Rounds.Middle(Of(turn));

                string Waited(int turn) => Rounds.Tell(Of(turn), "ms");

                IEnumerable<double> Of(int turn) => found[turn].Select(round => of(round.Quiet).Percentile(share));
            }
        }

        string Told(int turn) => string.Create(CultureInfo.InvariantCulture, $"{Rate(turn, answers => answers.Stored):#,0} a second were stored and {Rate(turn, answers => answers.Refused):#,0} answered 503");

        double Rate(int turn, Func<Answers, int> of) => Rounds.Middle(found[turn].Select(round => of(round.Others) / round.Seconds));
    }

    private static string AddressOf(long article) => string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/comments");

    private sealed record Waits(LoadResult Comments, LoadResult Reads);

    /// <param name="Quiet">What those at the quiet story waited.</param>
    /// <param name="Others">What the others were answered.</param>
    /// <param name="Seconds">For how long they wrote.</param>
    private sealed record Round(Waits Quiet, Answers Others, double Seconds);

    /// <summary>What a load was answered.</summary>
    private sealed class Answers
    {
        private int _stored;
        private int _refused;

        public int Stored => _stored;

        public int Refused => _refused;

        public void Count(int status)
        {
            if (status == 201) Interlocked.Increment(ref _stored);
            else if (status == 503) Interlocked.Increment(ref _refused);
            else throw new InvalidOperationException($"A comment was answered {status}.");
        }
    }
}
