using System.Diagnostics;
using System.Globalization;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>
/// The promises of a thread under a faulty store, doubled activations, crashes and other builds. <c>ORLEANSNEWS_SEED=123</c> replays one seed,
/// <c>ORLEANSNEWS_SEEDS=500</c> runs fewer.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class ThreadSimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 10_000;

    [Fact]
    public void Thread_AnythingFails_KeepsItsPromises()
    {
        if (Environment.GetEnvironmentVariable("ORLEANSNEWS_SEED") is { } seed)
        {
            new SimulatedRun(int.Parse(seed, CultureInfo.InvariantCulture)).Execute();
            return;
        }

        var seeds = int.TryParse(Environment.GetEnvironmentVariable("ORLEANSNEWS_SEEDS"), out var fewer) ? fewer : Seeds;
        var watch = Stopwatch.StartNew();
        var (heads, events, deleted, direct, together) = (0L, 0L, 0L, 0L, 0L);
        var (merges, byZombies, deletedByZombies, backups, registrations) = (0L, 0L, 0L, 0L, 0L);
        var (edits, own, late, closed, refused) = (0L, 0L, 0L, 0L, 0L);
        Parallel.For(1, seeds + 1, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, s =>
        {
            var run = new SimulatedRun(s);
            try
            {
                run.Execute();
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"Seed {s} breaks a promise: {broken.Message} Replay it with ORLEANSNEWS_SEED={s}.", broken);
            }

            Interlocked.Add(ref heads, run.Model.HeadsLanded);
            Interlocked.Add(ref events, run.Model.Events.Count);
            Interlocked.Add(ref deleted, run.Model.Deleted);
            Interlocked.Add(ref direct, run.Model.DirectBlocks);
            Interlocked.Add(ref together, run.Cluster.Store.Together);
            Interlocked.Add(ref edits, run.Model.Outcomes.Edits);
            Interlocked.Add(ref own, run.Model.Outcomes.OwnEdits);
            Interlocked.Add(ref late, run.Model.Outcomes.RefusedEdits);
            Interlocked.Add(ref closed, run.Model.OpenTimes.Closed);
            Interlocked.Add(ref refused, run.Model.RefusedAsClosed);
            Interlocked.Add(ref merges, run.Model.Merges);
            Interlocked.Add(ref byZombies, run.Cluster.Store.MergedByZombies);
            Interlocked.Add(ref deletedByZombies, run.Cluster.Store.DeletedByZombies);
            Interlocked.Add(ref backups, run.Cluster.BackupsBesideMerges);
            Interlocked.Add(ref registrations, run.Cluster.CommitsBesideRegistering);
        });
        output.WriteLine($"{seeds} seeds in {watch.Elapsed.TotalSeconds:0} s: {heads} commits, {events} events, {direct} blocks of new events, {together} of them together with their head, {deleted} objects deleted, {merges} merges; "
            + $"{byZombies} merges and {deletedByZombies} deletions by activations that had lost the thread, {backups} backups beside merges, {registrations} registrations beside commits; {edits} edits, {own} of them by commenters, {late} edits refused, {closed} times closed, {refused} posts refused by a closed thread.");
        Assert.True(deleted > 0 && direct > together && together > 0 && events > seeds);
        Assert.True(merges > byZombies && byZombies > 0, "No activation merged blocks after it had lost the thread.");
        Assert.True(deletedByZombies > 0, "No activation deleted anything after it had lost the thread.");
        Assert.True(backups > 0, "No backup ran beside a merge.");
        Assert.True(registrations > 0, "Nothing was committed while the registry of outboxes was asked.");
        Assert.True(edits > own && own > 0 && late > 0 && closed > seeds && refused > 0);
    }

    [Fact]
    public void Checker_BatcherAcknowledgesBeforeCommit_IsCaught() =>
        AssertCaught((world, store) => new EarlyStore(store, world), "durable");

    [Fact]
    public void Checker_AcknowledgedEditIsLost_IsCaught() =>
        AssertCaught((_, store) => new RewritingStore(store, """{"k":"e",""", """{"k":"E","""), "An acknowledged edit is not in the log.");

    [Fact]
    public void Checker_HeadLosesAMemberOfANewerBuild_IsCaught() =>
        AssertCaught((_, store) => new RewritingStore(store, "\"zz\":", "\"zy\":"), "The head lost a member of a newer build.");

    [Fact]
    public void Checker_OwnerLosesAMemberOfANewerBuild_IsCaught() =>
        AssertCaught((_, store) => new RewritingStore(store, "\"yy\":", "\"yx\":"), "The owner's part of the head lost a member of a newer build.");

    [Fact]
    public void Checker_WriterSkipsTheETag_IsCaught() =>
        AssertCaught((_, store) => new UnfencedStore(store), "durable");

    [Fact]
    public void Checker_ActivationForgetsThatTheThreadIsClosed_IsCaught() =>
        AssertCaught((_, store) => new ForgetfulStore(store), "closed");

    [Fact]
    public void Checker_CommentIsEditedAfterTheWindow_IsCaught() =>
        AssertCaught(seed => new(seed, lateness: TimeSpan.FromHours(1)), "A comment was edited after the window");

    [Fact]
    public void Simulation_SameSeed_IsTheSameRun()
    {
        var (one, other) = (new SimulatedRun(42), new SimulatedRun(42));
        one.Execute();
        other.Execute();
        Assert.Equal(one.Model.HeadsLanded, other.Model.HeadsLanded);
        Assert.Equal(one.Cluster.Store.Head!.Value.ToArray(), other.Cluster.Store.Head!.Value.ToArray());
    }

    private static void AssertCaught(Func<SimulatedWorld, ILogStore, ILogStore> sabotage, string message) => AssertCaught(seed => new(seed, sabotage), message);

    private static void AssertCaught(Func<int, SimulatedRun> sabotaged, string message)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            try
            {
                sabotaged(seed).Execute();
            }
            catch (SimulationException caught)
            {
                Assert.Contains(message, caught.Message);
                return;
            }
        }

        Assert.Fail("200 seeds did not notice the sabotage.");
    }
}
