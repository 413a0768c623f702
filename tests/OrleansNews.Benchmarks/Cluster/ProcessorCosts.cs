using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;
using OrleansNews.Benchmarks.Threads;
using OrleansNews.Cluster;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>Processor time per cached page and per comment: two front ends, two silos and PostgreSQL beside one process on SQLite, in turns.</summary>
internal static class ProcessorCosts
{
    private const int Written = 50;
    private const int Connections = 128;

    // The first story is read, with its comments; the others are written to: the second one alone, all of them as often as readers choose them, and as many as there are writers by one each.
    private const int Stories = 200;
    private static readonly long[] _alone = [2];
    private static readonly long[] _popular = [.. Enumerable.Range(0, Connections).Select(writer => 2L + new Zipf(Stories).RankOf((writer + 0.5) / Connections))];
    private static readonly long[] _others = [.. Enumerable.Range(3, Connections).Select(number => (long)number)];
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        var body = string.Join("\n\n", Enumerable.Range(0, 8).Select(part => ReadingSite.Text(new Random(part), 100)));
        await using var cluster = await PostgresNewspaper.StartAsync(silos: 2, fronts: 2, 1 + Stories, ClusterScenario.Settings(run), body);
        // Connected before anything is measured, and once.
        await using var statistics = NpgsqlDataSource.Create(cluster.Connection);
        using var folder = new TemporaryFolder();
        await using var alone = await HostProcess.StartAsync(folder["data"], PostgresNewspaper.Unlimited);
        var (code, output, errors) = await HostProcess.RunAsync(["import", .. PostgresNewspaper.Files(folder, 1 + Stories, body), "--data", folder["data"]]);
        if (code != 0) throw new InvalidOperationException($"The import failed.\n{output}\n{errors}");

        var many = new Newspaper([.. cluster.Fronts.Select(front => front.Site)], [.. cluster.Fronts.Concat(cluster.Silos).Select(host => host.Id)], (cluster.Database.Id, statistics));
        var one = new Newspaper([alone.Site], [alone.Id], null);
        foreach (var newspaper in new[] { one, many }) await newspaper.CommentAsync(Written);
        foreach (var newspaper in new[] { one, many }) await newspaper.ReadAsync(run.WarmUp);
        var views = await Rounds.TakeTurnsAsync(() => one.ReadAsync(run.Duration), () => many.ReadAsync(run.Duration));
        var ofOne = await WriteAsync(_alone);
        var ofPopular = await WriteAsync(_popular);
        var ofOthers = await WriteAsync(_others);

        Add("a cached page", views, 1.3);
        Add($"a comment on {Stories} stories by Zipf's law, {Connections} writers", ofPopular, 3, $"; {_popular.Count(story => story == _popular[0])} of them at the first story, one each at {_popular.GroupBy(story => story).Count(story => story.Count() == 1)}");
        Add($"a comment on one story, {Connections} at once", ofOne, 3);
        Add($"a comment on {Connections} stories, one at once on each", ofOthers, 3);

        async Task<ImmutableArray<ImmutableArray<Cost>>> WriteAsync(long[] articles)
        {
            foreach (var newspaper in new[] { one, many }) await newspaper.WriteAsync(run, articles, _warmUp);
            return await Rounds.TakeTurnsAsync(() => one.WriteAsync(run, articles, run.WarmUp), () => many.WriteAsync(run, articles, run.WarmUp));
        }

        void Add(string what, ImmutableArray<ImmutableArray<Cost>> found, double most, string limit = "")
        {
            var (alone, cluster) = (Middle(found[0]), Middle(found[1]));
            run.Add(new Figure($"processor time of {what}", cluster.Total, "µs", alone.Total, new(RatioAtMost: most), string.Create(
                CultureInfo.InvariantCulture,
                $"{cluster.Newspaper:0.0} µs in front ends and silos, {cluster.Database:0.0} µs in PostgreSQL in {cluster.Transactions:0.00} transactions, {cluster.Rate:#,0} answers/s; one process, its SQLite with it: {alone.Rate:#,0} answers/s; ")
                + Rounds.Tell(found[1].Select(round => round.Total), "µs") + limit));
        }
    }

    private static Cost Middle(IEnumerable<Cost> rounds) => rounds.OrderBy(round => round.Total).ElementAt(Rounds.Count / 2);

    /// <summary>Microseconds for one answer.</summary>
    private sealed record Cost(double Newspaper, double Database, double Transactions, double Rate)
    {
        public double Total => Newspaper + Database;
    }

    /// <summary>Whom to ask, and whose time counts.</summary>
    private sealed class Newspaper(IReadOnlyList<Uri> sites, IReadOnlyList<int> hosts, (int Id, NpgsqlDataSource Statistics)? database)
    {
        /// <summary>Reads the first story by two clients.</summary>
        public async Task<Cost> ReadAsync(TimeSpan duration)
        {
            var before = Take();
            var found = await Task.WhenAll(Enumerable.Range(0, 2).Select(client => Wrk.RunAsync(new(sites[client % sites.Count], PostgresNewspaper.PathOf(1)), duration)));
            return Between(before, Take(), found.Sum(one => one.Requests), found.Sum(one => one.Rate));
        }

        /// <summary>Writes to stories; what warms up does not count.</summary>
        public async Task<Cost> WriteAsync(ScenarioRun run, long[] articles, TimeSpan warmUp)
        {
            var before = default(Taken);
            var load = await CommentsOverHttp.PostAsync(run, sites, articles, Connections, warmUp, () => before = Take(), returning: true);
            return Between(before, Take(), load.SortedTicks.Count, load.Rate);
        }

        public async Task CommentAsync(int count)
        {
            using var connection = await PlainHttpConnection.OpenAsync(sites[0], "/api/articles/1/comments");
            for (var number = 0; number < count; number++)
            {
                if (await connection.PostAsync(CommentsOverHttp.New(), Guid.NewGuid()) is not 201 and var status) throw new InvalidOperationException($"A comment was answered {status}.");
            }
        }

        private Taken Take() => database is { } server
            ? new(ProcessorTime.Of(hosts), ProcessorTime.Of(server.Id), CountTransactions(server.Statistics))
            : new(ProcessorTime.Of(hosts), 0, 0);

        // Sessions tell of theirs once a second.
        private static long CountTransactions(NpgsqlDataSource statistics)
        {
            using var command = statistics.CreateCommand("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
            return (long)command.ExecuteScalar()!;
        }

        private static Cost Between(Taken before, Taken after, double answers, double rate) => new(
            (after.Hosts - before.Hosts) * 1e6 / answers, (after.Database - before.Database) * 1e6 / answers, (after.Transactions - before.Transactions) / answers, rate);

        private readonly record struct Taken(double Hosts, double Database, long Transactions);
    }
}
