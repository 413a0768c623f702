using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Operations;

namespace OrleansNews.Comments.Simulation;

/// <summary>The activations of one thread, some of them by mistake, and what lives outside them.</summary>
internal sealed class SimulatedCluster
{
    private readonly List<SimulatedActivation> _activations = [];
    private readonly Func<ILogStore, ILogStore>? _sabotage;
    private long _registrations;

    public SimulatedCluster(SimulatedWorld world, Func<SimulatedWorld, ILogStore, ILogStore>? sabotage)
    {
        World = world;
        Model = new();
        Store = new(Model) { WritesTogether = world.Chance(0.5) };
        Model.IsRegistered = () => Registration is not null;
        _sabotage = sabotage is null ? null : store => sabotage(world, store);
        Options = new()
        {
            SnapshotEvents = world.Between(5, 40),
            MaxBatchCommands = world.Between(1, 20),
            MaxQueuedCommands = 50,
            CacheBytes = world.Between(2_000, 60_000),
        };
        LogOptions = new()
        {
            TailBytes = world.Between(200, 1_500),
            DirectBlockBytes = world.Between(400, 5_000),
            LargeBatchBytes = world.Between(600, 4_000),
            MergeFanIn = world.Between(2, 5),
            BlockBytes = world.Between(1_500, 6_000),
            RecentBlocks = world.Between(6, 12),
            GraveyardAge = TimeSpan.FromMinutes(10),
            CacheBytes = world.Between(1_000, 30_000),
        };
    }

    public static ArticleId Article { get; } = new(7);

    public static ThreadInstruments Instruments { get; } = new(new Meters());

    /// <summary>Replaced to see what a single seed does.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    public SimulatedWorld World { get; }

    public ThreadModel Model { get; }

    public SimulatedStore Store { get; }

    public ThreadOptions Options { get; init; }

    public LogOptions LogOptions { get; init; }

    /// <summary>What commenters' grains heard.</summary>
    public HashSet<(string, Guid)> Approved { get; } = [];

    /// <summary>By which comments browsers are trusted, and whose.</summary>
    public HashSet<(string Commenter, Guid Browser, int Number)> Vouchers { get; } = [];

    /// <summary>The truth about votes.</summary>
    public Dictionary<int, (int Up, int Down)> Votes { get; } = [];

    /// <summary>What the moderation queues know.</summary>
    public SimulatedQueues Queues { get; } = new();

    public SimulatedModerationLog Log { get; } = new();

    public SimulatedMail Mail { get; } = new();

    /// <summary>Whether the newspaper sends mail; each comment then costs another commit.</summary>
    public bool SendsMail { get; set; } = true;

    /// <summary>Where the log ended after each commit that had events.</summary>
    public List<ThreadPosition> Ends { get; } = [];

    public long[] VoteVersions { get; } = new long[IThreadVotesGrain.Shards];

    /// <summary>Whether the registry will wake the thread; its own state is durable.</summary>
    public long? Registration { get; private set; }

    /// <summary>Ends when the registry answers again whom it has registered.</summary>
    public Task RegistryAnswers { get; set; } = Task.CompletedTask;

    /// <summary>Whether the registry registers nobody.</summary>
    public bool RefusesRegistering { get; set; }

    /// <summary>Registrations during which something was committed.</summary>
    public int CommitsBesideRegistering { get; private set; }

    /// <summary>The registry notes the thread, and answers by and by.</summary>
    public async Task<long> RegisterOutboxAsync()
    {
        if (RefusesRegistering) throw new TimeoutException("The registry of outboxes does not answer.");
        var (registration, events) = (++_registrations, Model.Events.Count);
        Registration = registration;
        await RegistryAnswers;
        if (World.Chance(0.1)) await World.Delay(World.Between(0, 6_000));
        if (Model.Events.Count > events) CommitsBesideRegistering++;
        return registration;
    }

    public void CompleteOutbox(long registration)
    {
        if (Registration == registration) Registration = null;
    }

    /// <summary>The activation that a call reaches: mostly the newest one, sometimes one that should not be there any more.</summary>
    public SimulatedActivation Route()
    {
        _activations.RemoveAll(activation => activation.HasEnded);
        if (_activations.Count == 0) Activate(older: World.Chance(0.1));
        return World.Chance(0.8) ? _activations[^1] : _activations[World.Random.Next(_activations.Count)];
    }

    /// <summary>What commenters' boxes of newest comments were told last.</summary>
    public (ThreadPosition Position, IReadOnlyList<CommentView> Newest)? Latest { get; set; }

    public SimulatedActivation Activate(bool older)
    {
        Model.Outcomes.OlderBuildsDecide |= older;
        var activation = new SimulatedActivation(this, _sabotage, older);
        _activations.Add(activation);
        return activation;
    }

    public void CrashOne()
    {
        if (_activations.Count == 0) return;
        var activation = _activations[World.Random.Next(_activations.Count)];
        activation.Crash();
        _activations.Remove(activation);
    }

    /// <summary>An activation ends in order, with whatever it is doing.</summary>
    public async Task EndOneAsync()
    {
        if (_activations.Count == 0) return;
        var activation = _activations[World.Random.Next(_activations.Count)];
        _activations.Remove(activation);
        await activation.Core.StopAsync();
    }

    public void CrashAll()
    {
        while (_activations.Count > 0) CrashOne();
    }

    public void HangOne()
    {
        if (_activations.Count == 0) return;
        var activation = _activations[World.Random.Next(_activations.Count)];
        activation.Connection.Hang = World.Between(100, 4_000);
        World.After(World.Between(1_000, 20_000), () => activation.Connection.Hang = 0);
    }

    /// <summary>A process stands still, longer than garbage is kept, and goes on as if nothing had happened: another activation has the thread meanwhile.</summary>
    public void FreezeOne()
    {
        if (_activations.Count == 0) return;
        var connection = _activations[World.Random.Next(_activations.Count)].Connection;
        connection.Freeze();
        World.After(World.Between(1, 200) * 60_000, connection.Thaw);
        Activate(older: false);
    }

    /// <summary>Whether other grains answer nobody.</summary>
    public bool Refuses { get; set; }

    public bool RefusesApprovals { get; set; }

    /// <summary>The one person who cannot be told.</summary>
    public string? RefusesApprovalsOf { get; set; }

    /// <summary>Asked for each kind of event that comes into an index; one that throws is a fault of the index.</summary>
    public Func<string, bool>? Knows { get; set; }

    /// <summary>Whether the mail desk does not answer.</summary>
    public bool RefusesMail { get; set; }

    /// <summary>Backups that hold what a merge had made or replaced, beside what the head refers to.</summary>
    public int BackupsBesideMerges { get; private set; }

    /// <summary>A backup: all that is stored, as it is at one moment, whatever is under way: merges, deletions, erasures. It must be whole by itself.</summary>
    public async Task BackUpAsync()
    {
        await World.Delay(World.Between(0, 10));
        if (Store.Head is not { } head) return;
        var durable = Model.Events.Count;
        var copied = new Dictionary<ObjectName, ReadOnlyMemory<byte>>(Store.Objects);
        var named = ThreadModel.References(LogHeadCodec.Decode(head).Head, copied);
        foreach (var name in named) ThreadModel.Require(copied.ContainsKey(name), $"A backup does not hold {name}, which its head refers to.");
        ThreadModel.Require(StoredLog.Read(head, copied).Count == durable, "A backup does not hold the log as it was.");
        if (copied.Count > named.Count) BackupsBesideMerges++;
    }
}
