using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Live;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Faults;

/// <summary>
/// Three silos, two front ends and a database to which everything happens that a plan knows, while people write, publish, edit, moderate, follow, read and search; afterwards every promise is checked.
/// Eight of eleven kinds of fault happen once, and then there is a calm in which nothing is excused; <c>tests/run --faults 30m --seed 7</c> lets it run longer, with all of them, and <c>FAULTS_DIRECTORY=Strong</c>
/// before it with the other directory of grains.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class FaultRunTests(ITestOutputHelper output)
{
    private const int StoryCount = 200;
    private const int Followed = 3;
    private const int ReadersEach = 4;
    private const int Watched = 10;
    // A reader who comes to a longer log gets a new beginning instead of it all.
    private const int MostReplayed = 900;
    private const int FollowedFrom = MostReplayed / 3;

    private static readonly int Seed = Number("FAULTS_SEED") ?? Random.Shared.Next();
    private static readonly TimeSpan RunFor = TimeSpan.FromSeconds(Number("FAULTS_FOR") ?? 30);
    private static readonly bool IsShort = RunFor < TimeSpan.FromMinutes(1);
    private static readonly string[] Settings = Environment.GetEnvironmentVariable("FAULTS_DIRECTORY") is { } directory ? [$"--Cluster:GrainDirectory={directory}"] : [];
    private static readonly string[] Paths = [.. Enumerable.Range(1, StoryCount).Select(number => string.Create(CultureInfo.InvariantCulture, $"/2026/11/20/story-{number}/"))];

    // Every second one of the popular stories.
    private static readonly int[] Moderated = [.. Enumerable.Range(0, Watched).Select(place => 2 * place + 1)];

    // By the place of their paths.
    private readonly long[] _articles = new long[StoryCount];

    [Fact]
    public async Task Cluster_ToWhichEverythingHappens_KeepsEveryPromise()
    {
        var report = new FaultReport(output.WriteLine);
        report.Note($"seed {Seed} {string.Join(' ', Settings)}".TrimEnd());
        // A round that begins just before the end is ended, and before and after it there are publishing, calm and reading everything back.
        using var patience = new CancellationTokenSource(RunFor + TimeSpan.FromMinutes(IsShort ? 10 : 20));
        await using var cluster = await FaultedCluster.StartAsync(Settings, report.Note);
        await PublishAsync(cluster);
        report.Note($"{StoryCount} stories are published");
        var cookie = await StaffAccounts.CookieAsync(cluster.FrontEnds[0], "edith");
        await using var balancer = new Balancer(cluster.FrontEnds);
        var fronts = cluster.FrontEnds.Select(front => front.CreateClient()).ToList();
        for (var front = 0; front < cluster.FrontEnds.Count; front++) await UntilWarmAsync(cluster, front, patience.Token);
        await using var doubles = await DoubleActivations.WatchAsync(cluster.Connection);
        report.Note("everything runs");

        var zipf = new Zipf(StoryCount);
        await using var writers = new StubbornWriters(_articles, Seed, balancer.Next, random => _articles[zipf.Next(random)], TimeSpan.FromMilliseconds(100));
        await using var readers = new PageReaders([.. Paths.Where((_, place) => !Moderated.Contains(place)), "/", "/category/harbour/"], balancer.Next, attempts: 4);
        // A page that is known to show what was hidden, and cannot be made anew, is given up while something is down.
        await using var moderatedReaders = new PageReaders([.. Moderated.Select(place => Paths[place])], balancer.Next, attempts: 4);
        await using var editors = new BusyEditors(_articles[^4..], cookie, balancer.Next);
        await using var moderators = new Moderators(
            cookie, balancer.Next, Seed, random => Moderated[random.Next(Moderated.Length)] is var place && writers.NewestOf(_articles[place]) is { } comment ? (comment, Paths[place]) : null, TimeSpan.FromSeconds(1.5));
        await using var hiddenWatchers = new HiddenTextWatchers(fronts, [.. Moderated.Select(place => (_articles[place], Paths[place]))], moderators);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue, MaxResponseDrainSize = 0 });
        await using var followers = new Followers(http, cluster.FrontEnds, Seed);
        foreach (var article in _articles.Take(Followed)) followers.Follow(article, ReadersEach, patience.Token);
        await using var publisher = new NewsPublisher(cookie, balancer.Next);
        await using var watchers = new NewsWatchers(fronts, () => publisher.Stories);
        writers.Start();
        readers.Start();
        moderatedReaders.Start();
        publisher.Start();
        watchers.Start();
        editors.Start();
        moderators.Start();
        hiddenWatchers.Start();
        await writers.UntilAsync(_ => _articles.Take(Watched).All(article => writers.NewestOf(article) is not null));

        var plan = new FaultPlan(Seed, cluster.CanCut, IsShort);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < RunFor || !plan.IsBetweenRounds;)
        {
            await SufferAsync(cluster, plan.Next(), writers, report, patience.Token);
            FollowThoseThatGrow(writers, followers, patience.Token);
            if (plan.IsBetweenRounds) await BeCalmAsync(report, patience.Token);
        }

        await writers.StopAsync();
        await moderators.StopAsync();
        await editors.StopAsync();
        await publisher.StopAsync();
        report.Note("everybody has written the last");
        var stories = publisher.Stories;
        await watchers.UntilFoundAsync([.. Paths.Index().Select(one => (string.Create(CultureInfo.InvariantCulture, $"\"story {one.Index + 1}\""), one.Item)), .. stories.Where(story => story.WithdrawalBegan is null).Select(story => (story.Word, story.Path))]);
        report.Note($"{StoryCount} stories and {stories.Count(story => story.WithdrawalBegan is null)} of {stories.Count} that were published meanwhile are found");
        await watchers.StopAsync();
        var lastLooks = await hiddenWatchers.EndAsync();
        var (hidden, decided) = (moderators.Decided.Where(decision => decision.IsHidden).Select(decision => decision.Comment.Id).ToHashSet(), moderators.Decided.Count);
        report.Summarise();
        report.Note($"{doubles.Found} grains seen on two silos at once, in {doubles.Looks} looks at all that were members and {doubles.Missed} at those that answered");
        report.Note($"{writers.Acknowledged.Count} comments accepted, {writers.Failures.Count} sent again; {hidden.Count} hidden and {decided - hidden.Count} shown again, {hiddenWatchers.Looks.Count} looks, {lastLooks} answers at the end; {editors.Edits.Count(edit => edit.Outcome == EditOutcome.Saved)} saves; {readers.Read} held pages read, all but {readers.Failures.Count}, the longest within {readers.Longest.TotalSeconds:F1} s; {moderatedReaders.Read} that moderators change, all but {moderatedReaders.FailedRequests.Count} that were given up; {moderators.FailedRequests.Count} decisions and {editors.Failures.Count} requests of editors sent again; {followers.Connections} connections of live readers");

        Assert.NotEqual(0, doubles.Looks);
        Assert.Empty(readers.Failures);
        await AssertDecisionsAsync(cluster, cookie, moderators.Decided, report, patience.Token);
        report.Note($"{watchers.Sightings.Count(sighting => sighting.Word is null)} looks at feeds, {watchers.Sightings.Count(sighting => sighting.Word is { Length: > 0 })} searches, {watchers.Sightings.Count(sighting => sighting.Word is "")} at listings and at stories that were withdrawn; {stories.Count(story => story.WithdrawnAt is not null)} stories withdrawn");
        List<string> breaches =
        [
            .. NewsLedger.Breaches(watchers.Sightings, stories, report.Spans), .. HiddenTexts.Breaches(hiddenWatchers.Looks, report.Spans), .. EditLedger.Breaches(editors.Edits, report.Spans),
            .. report.Judge("what feeds must show", [.. NewsLedger.Strict(watchers.Sightings.Where(sighting => sighting.Word is null), stories, report.Spans)]),
            .. report.Judge("what search must find", [.. NewsLedger.Strict(watchers.Sightings.Where(sighting => sighting.Word is { Length: > 0 }), stories, report.Spans)]),
            .. report.Judge("what was withdrawn", [.. NewsLedger.StrictOfWithdrawn(watchers.Sightings, stories, report.Spans)]),
            .. report.Judge("what was hidden", [.. HiddenTexts.Strict(hiddenWatchers.Looks, report.Spans)]),
            .. GivenUpPages.Breaches(moderatedReaders.FailedRequests, moderators.Hidings, report.Spans),
            .. CalmLedger.Breaches("writers", writers.FailedRequests, report.Calms, report.Spans), .. CalmLedger.Breaches("editors", editors.FailedRequests, report.Calms, report.Spans),
            .. CalmLedger.Breaches("moderators", moderators.FailedRequests, report.Calms, report.Spans), .. CalmLedger.Breaches("publishers", publisher.FailedRequests, report.Calms, report.Spans),
            .. report.Judge("what must be accepted at once", [.. CalmLedger.Strict(writers.Acknowledged, report.Spans)]),
            .. report.Judge("what editors saved", [.. EditLedger.Strict(editors.Edits, report.Spans)]),
        ];
        foreach (var (kind, looks, longest) in HiddenTexts.Excused(hiddenWatchers.Looks, report.Spans)) report.Note(string.Create(CultureInfo.InvariantCulture, $"in {kind} {looks} looks met a page that said that it was old and showed what was hidden, {longest:F1} s before at most"));
        breaches.ForEach(report.Note); // In full: a failed assertion cuts them.
        Assert.Empty(breaches);
        await AssertStoriesAsync(cluster, cookie, report, [.. writers.Acknowledged.Where(comment => !hidden.Contains(comment.Id))], followers, patience.Token);
        await AssertReplaysAsync(http, cluster, [.. moderators.Decided.Where(decision => decision.IsHidden)], report, patience.Token);
        report.Note("every promise was kept");
    }

    private async Task SufferAsync(
        FaultedCluster cluster, (FaultKind Kind, int Which, TimeSpan Lasts) fault, StubbornWriters writers, FaultReport report, CancellationToken cancel)
    {
        var (began, before, refused) = (Stopwatch.GetTimestamp(), writers.Acknowledged.Count, writers.Failures.Count);
        report.Note(string.Create(CultureInfo.InvariantCulture, $"{fault.Kind} for {fault.Lasts.TotalSeconds:F0} s"));
        await cluster.SufferAsync(fault.Kind, fault.Which, fault.Lasts);
        var healed = Stopwatch.GetTimestamp();
        await cluster.UntilAllRunAsync(cancel);
        var ran = Stopwatch.GetTimestamp();
        await writers.UntilAsync(_ => _articles.Take(Watched).All(article => writers.NewestOf(article)!.Began > healed));
        var wait = writers.Acknowledged.Skip(before).Max(comment => Stopwatch.GetElapsedTime(Math.Max(comment.Began, began), comment.At));
        report.Add(new(fault.Kind, began, Math.Max(ran, Stopwatch.GetTimestamp())), healed, wait);
        // Nothing else is broken then: the plan begins its rounds with it. That nobody is refused where processors are left is for SiloFaultTests to say.
        if (fault.Kind == FaultKind.StopSilo) report.Note($"{writers.Failures.Count - refused} of {writers.Acknowledged.Count - before} comments were sent again");
    }

    private void FollowThoseThatGrow(StubbornWriters writers, Followers followers, CancellationToken cancel)
    {
        foreach (var (article, count) in writers.Acknowledged.CountBy(comment => comment.Article))
        {
            if (count > FollowedFrom && !followers.Follows(article)) followers.Follow(article, 1, cancel);
        }
    }

    // While faults follow each other they excuse what is late. Here nothing does.
    private static async Task BeCalmAsync(FaultReport report, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(CalmSpan.Lasts, cancel);
        report.Add(new CalmSpan(began, Stopwatch.GetTimestamp()));
    }

    private async Task AssertStoriesAsync(FaultedCluster cluster, string cookie, FaultReport report, IReadOnlyCollection<Acknowledged> accepted, Followers followers, CancellationToken cancel)
    {
        using var reader = cluster.FrontEnds[0].CreateClient();
        using var staff = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = cluster.FrontEnds[0].Site, DefaultRequestHeaders = { { "Cookie", cookie } } };
        var found = new Dictionary<long, List<(long Id, string Html)>>();
        foreach (var article in _articles) found[article] = await ReadWholeAsync(staff, article, accepted, report, cancel);
        Assert.Empty(CommentLedger.Breaches(accepted, found));

        foreach (var story in accepted.GroupBy(comment => comment.Article))
        {
            var (end, length) = await LogEnd.OfAsync(reader, story.Key, cancel);
            // The log from its beginning, as whoever comes now reads it, where nobody has followed it.
            Assert.True(followers.Follows(story.Key) || length <= MostReplayed, $"story {story.Key} has {length} events, and nobody followed it in time");
            if (!followers.Follows(story.Key)) followers.Follow(story.Key, 1, cancel);
            var positions = story.ToDictionary(comment => comment.Position, comment => comment.Id, StringComparer.Ordinal);
            var visible = (await ReadWholeAsync(reader, story.Key, accepted, report, cancel)).ToDictionary(comment => comment.Id, comment => Reconstruction.MarkIn(Encoding.UTF8.GetBytes(comment.Html)));
            foreach (var read in await followers.EndAsync(story.Key, end)) Assert.Empty(read.Faults(end, positions, visible).Select(fault => $"story {story.Key}: {fault}"));
        }
    }

    // Who comes now, from as far back as a log is replayed, is shown nothing of what is hidden, not even for the moment until its decision follows.
    private async Task AssertReplaysAsync(HttpMessageInvoker http, FaultedCluster cluster, IReadOnlyCollection<Decided> hidden, FaultReport report, CancellationToken cancel)
    {
        var marks = hidden.Select(decision => Reconstruction.MarkIn(Encoding.UTF8.GetBytes(decision.Comment.Text))).ToHashSet(StringComparer.Ordinal);
        var shown = 0;
        foreach (var front in cluster.FrontEnds)
        {
            using var reader = front.CreateClient();
            foreach (var article in Moderated.Select(place => _articles[place]))
            {
                var (end, length) = await LogEnd.OfAsync(reader, article, cancel);
                var from = string.Create(CultureInfo.InvariantCulture, $"{end.Split(':')[0]}:{Math.Max(0, length - MostReplayed)}");
                var replay = new RestlessReader(http, new Random(Seed), _ => new(front.Site, string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/live"))) { Reconstruction = new(from) };
                using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                soon.CancelAfter(TimeSpan.FromMinutes(1));
                await replay.ReadAsync(Task.FromResult(end), soon.Token);
                Assert.Equal(0, replay.Reconstruction.Resets);
                Assert.Empty(replay.Reconstruction.ReplayFaults(marks).Select(fault => $"{fault} in the feed of story {article} at {front.Site}"));
                shown += replay.Reconstruction.Shown.Count;
            }
        }

        Assert.NotEqual(0, shown);
        report.Note($"{shown} texts in the feeds that begin now, none of {marks.Count} that are hidden");
    }

    // What was accepted is there for everybody, but of two activations that a change of membership left for moments, one may not have read yet what the other wrote: it looks again within seconds, and for longer it is not waited.
    private static async Task<List<(long Id, string Html)>> ReadWholeAsync(HttpClient client, long article, IReadOnlyCollection<Acknowledged> accepted, FaultReport report, CancellationToken cancel)
    {
        var expected = accepted.Where(comment => comment.Article == article).ToDictionary(comment => comment.Id);
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(500, cancel))
        {
            var found = await new CommentLoad(article, 0, 0).ReadAllAsync(client);
            var missing = expected.Values.ExceptBy(found.Select(comment => comment.Id), comment => comment.Id).ToList();
            if (missing.Count == 0 || Stopwatch.GetElapsedTime(began) > FaultSpan.Detection) return found;
            report.Note($"story {article} was read at {found.Count} comments and lacks {string.Join("; ", missing.Select(comment => $"{comment.Id} at {comment.Position}, accepted {Stopwatch.GetElapsedTime(comment.At).TotalSeconds:F1} s ago"))}");
        }
    }

    // Listings of the desk follow their threads within moments.
    private async Task AssertDecisionsAsync(FaultedCluster cluster, string cookie, IReadOnlyCollection<Decided> decided, FaultReport report, CancellationToken cancel)
    {
        using var desk = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = cluster.FrontEnds[1].Site, DefaultRequestHeaders = { { "Cookie", cookie } } };
        var breaches = new List<string>();
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(500, cancel))
        {
            breaches = [.. DecisionLedger.Breaches(decided, await DecisionLedger.ReadAsync(desk, Moderated.Select(place => _articles[place]), decided, cancel))];
            if (breaches.Count == 0 || Stopwatch.GetElapsedTime(began) > FaultSpan.Detection) break;
        }

        report.Note($"{decided.Count} decided comments were looked for on the desk");
        breaches.ForEach(report.Note);
        Assert.Empty(breaches);
    }

    private async Task PublishAsync(FaultedCluster cluster)
    {
        var files = Paths.Select(path => path.Split('/')[^2]).Select(slug => cluster.Folder.Write($"{slug}.md", Stories.Markdown($"About {slug}", slug))).ToList();
        await Parallel.ForEachAsync(files.Chunk(files.Count / 4), async (some, _) => await cluster.RunAsync(["import", .. some]));
        using var client = cluster.FrontEnds[0].CreateClient();
        await Parallel.ForEachAsync(Paths.Index(), async (one, _) => _articles[one.Index] = await Stories.NumberOfAsync(client, one.Item));
        await StaffAccounts.CreateAsync(cluster.Settings, "edith", Role.Editor);
    }

    // What is promised is that held pages stay.
    private static async Task UntilWarmAsync(FaultedCluster cluster, int front, CancellationToken cancel)
    {
        var copies = cluster.Folder[$"web-{front}", "pages"];
        while (!Directory.Exists(copies) || Directory.EnumerateFiles(copies, "*.page", SearchOption.AllDirectories).Count() < StoryCount) await Task.Delay(200, cancel);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Tests that need the machine for themselves: they run when all others are through.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
