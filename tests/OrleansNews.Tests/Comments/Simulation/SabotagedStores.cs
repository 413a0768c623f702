using System.Text;
using Orleans.Storage;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>A store that says a head is written before it is: the sabotage that the checker must find.</summary>
internal sealed class EarlyStore(ILogStore store, SimulatedWorld world) : ILogStore
{
    private string? _etag;
    private string? _promised;
    private long _promises;
    private Task _writing = Task.CompletedTask;

    public async Task<StoredHead?> ReadHeadAsync()
    {
        var head = await store.ReadHeadAsync();
        _etag = _promised = head?.ETag;
        return head;
    }

    public bool WritesTogether => false;

    public Task<string> WriteHeadAsync(ReadOnlyMemory<byte> json, string? etag, NewObject? with)
    {
        var copy = json.ToArray();
        _promised = $"promise {++_promises}";
        _writing = WriteLaterAsync(_writing, copy);
        return Task.FromResult(_promised);
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(ObjectName name) => store.ReadAsync(name);

    public Task CreateAsync(ObjectName name, ReadOnlyMemory<byte> json) => store.CreateAsync(name, json);

    public Task DeleteAsync(ObjectName name) => store.DeleteAsync(name);

    private async Task WriteLaterAsync(Task before, byte[] json)
    {
        await before;
        await world.Delay(5);
        try
        {
            _etag = await store.WriteHeadAsync(json, _etag);
        }
        catch (Exception fault) when (fault is IOException or TimeoutException or InconsistentStateException)
        {
            // The sabotage: nobody hears of it.
        }
    }
}

/// <summary>A store that overwrites whatever head there is: the sabotage of fencing.</summary>
internal sealed class UnfencedStore(ILogStore store) : ILogStore
{
    public Task<StoredHead?> ReadHeadAsync() => store.ReadHeadAsync();

    public bool WritesTogether => store.WritesTogether;

    public async Task<string> WriteHeadAsync(ReadOnlyMemory<byte> json, string? etag, NewObject? with) =>
        await store.WriteHeadAsync(json, (await store.ReadHeadAsync())?.ETag, with);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(ObjectName name) => store.ReadAsync(name);

    public Task CreateAsync(ObjectName name, ReadOnlyMemory<byte> json) => store.CreateAsync(name, json);

    public Task DeleteAsync(ObjectName name) => store.DeleteAsync(name);
}

/// <summary>A store that keeps something else than was written: the sabotage of whatever is said to be stored and is lost.</summary>
internal sealed class RewritingStore(ILogStore store, string written, string kept) : ILogStore
{
    public Task<StoredHead?> ReadHeadAsync() => store.ReadHeadAsync();

    public bool WritesTogether => store.WritesTogether;

    public Task<string> WriteHeadAsync(ReadOnlyMemory<byte> json, string? etag, NewObject? with) =>
        store.WriteHeadAsync(Rewritten(json), etag, with is { } block ? block with { Json = Rewritten(block.Json) } : null);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(ObjectName name) => store.ReadAsync(name);

    public Task CreateAsync(ObjectName name, ReadOnlyMemory<byte> json) => store.CreateAsync(name, Rewritten(json));

    public Task DeleteAsync(ObjectName name) => store.DeleteAsync(name);

    private byte[] Rewritten(ReadOnlyMemory<byte> json) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span).Replace(written, kept, StringComparison.Ordinal));
}

/// <summary>A store whose index does not say that the thread is closed: the sabotage of an activation that forgets what no event behind the index tells.</summary>
internal sealed class ForgetfulStore(ILogStore store) : ILogStore
{
    public Task<StoredHead?> ReadHeadAsync() => store.ReadHeadAsync();

    public bool WritesTogether => store.WritesTogether;

    public Task<string> WriteHeadAsync(ReadOnlyMemory<byte> json, string? etag, NewObject? with) => store.WriteHeadAsync(json, etag, with);

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(ObjectName name)
    {
        var json = await store.ReadAsync(name);
        return name.Kind == ObjectKind.Snapshot && json is { } stored && SnapshotCodec.DecodeRoot(stored) is { } root ? SnapshotCodec.EncodeRoot(root with { IsClosed = false }) : json;
    }

    public Task CreateAsync(ObjectName name, ReadOnlyMemory<byte> json) => store.CreateAsync(name, json);

    public Task DeleteAsync(ObjectName name) => store.DeleteAsync(name);
}
