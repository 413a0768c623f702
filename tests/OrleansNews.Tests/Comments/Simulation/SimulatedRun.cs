using System.Text;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>
/// One run: clients post, edit and moderate with retries while the store fails, activations crash, hang and double, and backups run. Then the faults end, a day passes, and everything
/// that was promised must be true.
/// </summary>
internal sealed class SimulatedRun
{
    private const long Day = 24 * 3_600_000;
    private const int Clients = 3;

    private readonly SimulatedWorld _world;
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedCaller _caller;
    private readonly SimulatedReaders _readers;
    private readonly SimulatedModerators _moderators;
    private bool _over;

    /// <param name="lateness">How long after the window edits are asked for all the same: the sabotage of a thread that edits too late.</param>
    public SimulatedRun(int seed, Func<SimulatedWorld, ILogStore, ILogStore>? sabotage = null, TimeSpan lateness = default)
    {
        _world = new(seed);
        _cluster = new(_world, sabotage);
        Model.Outcomes.Window = TimeSpan.FromSeconds(_world.Between(1, 30));
        _caller = new(_world, _cluster);
        _readers = new(_world, _cluster, _caller) { Window = Model.Outcomes.Window + lateness };
        _moderators = new(_world, _cluster, _caller, _readers);
    }

    public ThreadModel Model => _cluster.Model;

    public SimulatedCluster Cluster => _cluster;

    public void Execute() => _world.Run(LiveAsync, 100 * Day);

    private async Task LiveAsync()
    {
        var isOfNewerBuild = _world.Chance(0.3);
        if (isOfNewerBuild) _cluster.Store.Seed(NewerHead());
        _cluster.Store.Faults = new()
        {
            ErrorBefore = Rare(0.06),
            ErrorAfter = Rare(0.06),
            LandsLate = Rare(0.05),
            ConflictAfter = Rare(0.03),
            ReadError = Rare(0.04),
            Slow = Rare(0.05),
        };
        _world.Start(CauseTroubleAsync);
        _world.Start(() => _readers.FollowAsync(() => _over));
        var clients = Enumerable.Range(0, Clients).Select(ActAsync).ToList();
        await Task.WhenAll(clients);
        _over = true;
        _cluster.Store.Faults = new();
        await _world.Delay(30_000);
        if (_world.Chance(0.5)) _cluster.CrashAll();
        await SettleAsync();
        await new FinalCheck(_world, _cluster) { IsOfNewerBuild = isOfNewerBuild }.VerifyAsync();
    }

    private double Rare(double most) => _world.Chance(0.5) ? 0 : _world.Random.NextDouble() * most;

    // What only time can show: garbage is a day old, erasures are carried through, deliveries are made.
    private async Task SettleAsync()
    {
        var staysClosed = _world.Chance(0.3);
        for (var round = 0; round < 4; round++)
        {
            if (!Model.OpenTimes.IsOpen) await _moderators.SetOpenAsync(true);
            await _caller.AskAsync(core => core.PostAsync(_readers.New(null, "settle")), needsNewer: true);
            if (staysClosed) await _moderators.SetOpenAsync(false);
            await _world.Delay(1_000);
            for (var wakes = 0; _cluster.Registration is { } registration && wakes < 20; wakes++)
            {
                await _caller.WakeAsync(registration);
                await _world.Delay(wakes * 60_000);
            }

            await _world.Delay(Day + 3_600_000);
        }
    }

    private async Task ActAsync(int client)
    {
        var author = $"c{client}";
        var actions = _world.Between(5, 22);
        for (var i = 0; i < actions; i++)
        {
            await _world.Delay(_world.Between(0, 300));
            switch (_world.Between(0, 22))
            {
                case < 9: await _readers.PostAsync(author); break;
                case < 12: await _readers.PostManyAsync(author); break;
                case 12: await _readers.PostTwiceAsync(author); break;
                case 13: await _moderators.EditAsync(); break;
                case 14 or 15:
                    await _readers.EditAsync();
                    if (_world.Chance(0.5)) await _readers.EditAgainAsync();
                    break;
                case 16:
                    await _moderators.DecideAsync();
                    if (_world.Chance(0.5)) await _moderators.UndoAsync();
                    break;
                case 17: await _readers.FlagAsync(); break;
                case 18: await _moderators.EraseAsync(); break;
                case 19: await _readers.VoteAsync(); break;
                case 20: await _moderators.CloseAsync(); break;
                case 21: await _readers.SendAgainAsync(); break;
                default: await _readers.ReadAsync(); break;
            }
        }
    }

    private async Task CauseTroubleAsync()
    {
        var trouble = _world.Random.NextDouble();
        while (!_over)
        {
            await _world.Delay(_world.Between(100, 3_000));
            if (!_world.Chance(trouble)) continue;
            switch (_world.Between(0, 12))
            {
                case 0 or 1: _cluster.CrashOne(); break;
                case 2 or 3: _cluster.Activate(older: _world.Chance(0.3)); break;
                case 4: _cluster.HangOne(); break;
                case 5 or 6: _world.Start(_cluster.BackUpAsync); break;
                case 10: _cluster.FreezeOne(); break;
                case 9: _cluster.Queues.LoseTrack(); break;
                case 11: _world.Start(_cluster.EndOneAsync); break;
                case 7: await _world.Delay(_world.Between(1, 90) * 60_000); break;
                case 8 when _cluster.Registration is { } registration:
                    _world.Start(() => _caller.WakeAsync(registration));
                    break;
            }
        }
    }

    // A head with members, kinds of events and members of events that this build does not know.
    private static byte[] NewerHead() => Encoding.UTF8.GetBytes(
        """
        {"w":"newerbuild00","e":1700000000,"q":1,"n":["a",1,3,"b",1,3,"m",1,2,"r",1,2,"s",1,3,"p",1,2],"b":[],"zz":{"keep":[1,2]},"x":{"n":1,"yy":"kept"},
        "t":[{"k":"p","t":1700000000000,"n":1,"s":1,"a":"Newer","x":"From a newer build","i":"AAAAAAAAAAAAAAAAAAAAAQ","h":1,"mood":"glad"},
        {"k":"pinned","t":1700000000001,"n":1,"why":"a kind of a newer build"}]}
        """);
}
