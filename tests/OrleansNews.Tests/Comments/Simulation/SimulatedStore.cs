using System.Globalization;
using Orleans.Storage;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>How often the store misbehaves, each a probability for one operation.</summary>
internal sealed record StoreFaults
{
    public double ErrorBefore { get; init; }

    public double ErrorAfter { get; init; }

    /// <summary>The caller gets an error, and the write lands later.</summary>
    public double LandsLate { get; init; }

    /// <summary>The write lands, and the store's own retry finds another ETag.</summary>
    public double ConflictAfter { get; init; }

    public double ReadError { get; init; }

    public double Slow { get; init; }
}

/// <summary>The one store of a simulated cluster, in memory. Every landing is told to the model.</summary>
internal sealed class SimulatedStore(ThreadModel model)
{
    private long _etags;

    public StoreFaults Faults { get; set; } = new();

    /// <summary>Whether it can write a head and an object in one.</summary>
    public bool WritesTogether { get; init; }

    /// <summary>How many heads landed together with an object.</summary>
    public int Together { get; private set; }

    public Dictionary<ObjectName, ReadOnlyMemory<byte>> Objects { get; } = [];

    /// <summary>Objects that were read, in their order.</summary>
    public List<ObjectName> Reads { get; } = [];

    /// <summary>How often the head was read.</summary>
    public int HeadReads { get; private set; }

    public ReadOnlyMemory<byte>? Head { get; private set; }

    public string? ETag { get; private set; }

    /// <summary>Blocks that were merged by an activation while the head was another one's already.</summary>
    public int MergedByZombies { get; private set; }

    /// <summary>Objects that were there and were deleted by an activation while the head was another one's already.</summary>
    public int DeletedByZombies { get; private set; }

    /// <summary>What a connection of one activation sees; a dead one gets no answer any more, whether its operation lands or not.</summary>
    public sealed class Connection(SimulatedStore store, SimulatedWorld world) : ILogStore
    {
        public bool IsDead { get; set; }

        /// <summary>Extra delay of every operation: a hung process.</summary>
        public int Hang { get; set; }

        private TaskCompletionSource? _frozen;

        // The name under which the activation writes, once it has.
        private string? _writer;

        public void Freeze() => _frozen ??= new();

        public void Thaw()
        {
            _frozen?.TrySetResult();
            _frozen = null;
        }

        public async Task<StoredHead?> ReadHeadAsync()
        {
            await ReadingAsync();
            store.HeadReads++;
            return store.Head is { } head ? new StoredHead(head.ToArray(), store.ETag!) : null;
        }

        public bool WritesTogether => store.WritesTogether;

        public async Task<string> WriteHeadAsync(ReadOnlyMemory<byte> json, string? etag, NewObject? with)
        {
            var copy = (ReadOnlyMemory<byte>)json.ToArray();
            NewObject? block = with is { } given ? given with { Json = given.Json.ToArray() } : null;
            string? landed = null;
            var conflict = false;
            await WritingAsync(() =>
            {
                (landed, conflict) = store.Land(copy, etag, block);
                if (!conflict) _writer = store.Writer;
            });
            if (conflict || landed is null) throw new InconsistentStateException("Another ETag.");
            return landed;
        }

        public async Task<ReadOnlyMemory<byte>?> ReadAsync(ObjectName name)
        {
            await ReadingAsync();
            store.Reads.Add(name);
            return store.Objects.TryGetValue(name, out var json) ? json : null;
        }

        public async Task CreateAsync(ObjectName name, ReadOnlyMemory<byte> json)
        {
            var copy = (ReadOnlyMemory<byte>)json.ToArray();
            var created = false;
            var asZombie = IsZombie;
            await WritingAsync(() => created = store.Create(name, copy, asZombie));
            if (!created) throw new InconsistentStateException("It is there already.");
        }

        public Task DeleteAsync(ObjectName name)
        {
            var asZombie = IsZombie;
            return WritingAsync(() => store.Delete(name, asZombie));
        }

        // The head is another one's already, and the activation does not know it yet.
        private bool IsZombie => _writer is not null && _writer != store.Writer;

        private async Task ReadingAsync()
        {
            await PassAsync();
            await ThawedAsync();
            if (world.Chance(store.Faults.ReadError)) throw new IOException("The store does not answer.");
        }

        private async Task WritingAsync(Action land)
        {
            await PassAsync();
            var faults = store.Faults;
            if (world.Chance(faults.ErrorBefore)) throw new IOException("Not written.");
            if (world.Chance(faults.LandsLate))
            {
                world.After(world.Between(1, 3_000), land);
                await PassAsync();
                throw new TimeoutException("No answer in time.");
            }

            land();
            await PassAsync();
            await ThawedAsync();
            if (world.Chance(faults.ErrorAfter)) throw new IOException("Written, but who knows.");
            if (world.Chance(faults.ConflictAfter)) throw new InconsistentStateException("Written, and then found to be written.");
        }

        private Task ThawedAsync() => _frozen?.Task ?? Task.CompletedTask;

        private async Task PassAsync()
        {
            if (IsDead) await new TaskCompletionSource().Task;
            if (_frozen is { } frozen)
            {
                // A process that stands still sends nothing.
                await frozen.Task;
                throw new IOException("The connection was lost.");
            }

            await world.Delay(world.Chance(store.Faults.Slow) ? world.Between(500, 3_000) : world.Between(0, 3));
            if (Hang > 0) await world.Delay(Hang);
            if (IsDead) await new TaskCompletionSource().Task;
        }
    }

    /// <summary>Puts a head there as another build may have left it.</summary>
    public void Seed(ReadOnlyMemory<byte> head) => Land(head, null);

    private (string? ETag, bool Conflict) Land(ReadOnlyMemory<byte> json, string? etag, NewObject? with = null)
    {
        if (etag != ETag || (with is { } block && !Objects.TryAdd(block.Name, block.Json))) return (null, true);
        if (with is not null) Together++;
        Head = json;
        ETag = (++_etags).ToString(CultureInfo.InvariantCulture);
        model.HeadLanded(json, Objects);
        return (ETag, false);
    }

    private string? Writer => model.Head?.Writer;

    private bool Create(ObjectName name, ReadOnlyMemory<byte> json, bool asZombie)
    {
        if (!Objects.TryAdd(name, json)) return false;
        if (asZombie && name.Kind == ObjectKind.Merged && model.IsMerged(json)) MergedByZombies++;
        return true;
    }

    private void Delete(ObjectName name, bool asZombie)
    {
        model.Deleting(name, Head, Objects);
        if (Objects.Remove(name) && asZombie) DeletedByZombies++;
    }
}
