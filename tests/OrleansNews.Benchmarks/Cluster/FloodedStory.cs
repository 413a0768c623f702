using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Threads;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>
/// What those at another story notice of one to which more is sent than it may have under way, through one front end and one silo on PostgreSQL: against a quiet newspaper, and against one in which as
/// many callers write to a story each, which the machine notices as much.
/// </summary>
internal static class FloodedStory
{
    private const int Flooding = 64;
    private const int AtOnce = Flooding / 2;
    private const long Quiet = 1;
    private const long Flooded = 2;

    // One story is not to be felt elsewhere more than as many callers at other stories are.
    private const double MostOfTheSpread = 1.2;
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        string[] settings = [.. ClusterScenario.Settings(run), string.Create(CultureInfo.InvariantCulture, $"--Overload:CommentsAtOncePerStory={AtOnce}")];
        await using var paper = await PostgresNewspaper.StartAsync(silos: 1, fronts: 1, stories: (int)Flooded + Flooding, settings);
        var site = paper.Fronts[0].Site;
        using var writer = await PlainHttpConnection.OpenAsync(site, AddressOf(Quiet));
        using var reader = paper.Fronts[0].CreateClient();
        // What everybody runs through is compiled before anything is compared.
        await Task.WhenAll(AtTheQuietStoryAsync(run.WarmUp), FloodAsync(_ => Flooded, run.IsBrief ? run.WarmUp : _warmUp));
        await FloodAsync(Spread, run.WarmUp);

        var found = await Rounds.TakeTurnsAsync(async () => new Round(await AtTheQuietStoryAsync(run.Duration), new(), 0), () => BesideAsync(_ => Flooded), () => BesideAsync(Spread));
        Add("a comment on another story", quiet => quiet.Comments);
        Add("a page of another story", quiet => quiet.Reads);

        static long Spread(int caller) => Flooded + 1 + caller;

        async Task<Round> BesideAsync(Func<int, long> story)
        {
            Task<Waits>? quiet = null;
            var (answers, seconds) = await FloodAsync(story, run.WarmUp, () => quiet = AtTheQuietStoryAsync(run.Duration));
            return new(await quiet!, answers, seconds);
        }

        // A flood does not wait before it comes again.
        async Task<(Answers Answers, double Seconds)> FloodAsync(Func<int, long> story, TimeSpan warmUp, Action? warm = null)
        {
            var open = await Task.WhenAll(Enumerable.Range(0, Flooding).Select(caller => PlainHttpConnection.OpenAsync(site, AddressOf(story(caller)))));
            try
            {
                var (counted, answers) = (new Answers(), new Answers());
                var load = await Load.RunAsync(
                    Flooding, warmUp, run.Duration, async caller => Volatile.Read(ref counted).Count(await open[caller].PostAsync(CommentsOverHttp.New(), Guid.NewGuid())), () =>
                    {
                        Volatile.Write(ref counted, answers);
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
                run.Add(new Figure($"{what} while one is flooded, against while none is, {name}", Middle(1), "ms", Middle(0), LimitedBy: string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Flooding} connections send to one story that may have {AtOnce} comments under way, and do not wait when they are refused: {Rate(1, answers => answers.Stored):#,0} a second were stored and {Rate(1, answers => answers.Refused):#,0} answered 503; they share the two cores with the newspaper and PostgreSQL; ")
                    + Rounds.Tell(found[1].Select(round => of(round.Quiet).Percentile(share)), "ms") + $", without it {Rounds.Tell(found[0].Select(round => of(round.Quiet).Percentile(share)), "ms")}"));
                run.Add(new Figure($"{what} while one is flooded, against while as many write to a story each, {name}", Middle(1), "ms", Middle(2), new(RatioAtMost: MostOfTheSpread), string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Flooding} connections at {Flooding} stories, of whom {Rate(2, answers => answers.Stored):#,0} a second were stored; {Rounds.Tell(found[2].Select(round => of(round.Quiet).Percentile(share)), "ms")}")));

                double Middle(int turn) => Rounds.Middle(found[turn].Select(round => of(round.Quiet).Percentile(share)));
            }
        }

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
