using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansNews.Logs;

/// <summary>
/// A log in Orleans' own grain storage: the head is the owner's state <c>name</c>, every object is the state <c>name-block</c> of a grain id that exists
/// only to name it. Objects are cleared when they are garbage (providers are set to delete on clear); a head never is.
/// </summary>
internal sealed class GrainLogStore(IGrainStorage storage, IPairedGrainStorage? pairs, GrainId owner, string name) : ILogStore
{
    private readonly string _objectState = name + "-block";
    private readonly GrainType _objectType = GrainType.Create(name + "-block");

    public bool WritesTogether => pairs is not null;

    public async Task<StoredHead?> ReadHeadAsync()
    {
        var state = new GrainState<RawJson>();
        await storage.ReadStateAsync(name, owner, state);
        return Exists(state) ? new StoredHead(state.State!.Utf8, state.ETag!) : null;
    }

    public async Task<string> WriteHeadAsync(ReadOnlyMemory<byte> json, string? etag, NewObject? with = null)
    {
        var state = new GrainState<RawJson> { State = new(json), ETag = etag!, RecordExists = etag is not null };
        if (with is { } block) await pairs!.WriteStatesAsync(name, owner, state, _objectState, IdOf(block.Name), new GrainState<RawJson> { State = new(block.Json) });
        else await storage.WriteStateAsync(name, owner, state);
        return state.ETag!;
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(ObjectName objectName)
    {
        var state = new GrainState<RawJson>();
        try
        {
            await storage.ReadStateAsync(_objectState, IdOf(objectName), state);
        }
        catch (JsonException)
        {
            return null; // As good as not there: the log tells damage from a stale head.
        }

        return Exists(state) ? state.State!.Utf8 : null;
    }

    public Task CreateAsync(ObjectName objectName, ReadOnlyMemory<byte> json) =>
        storage.WriteStateAsync(_objectState, IdOf(objectName), new GrainState<RawJson> { State = new(json) });

    public async Task DeleteAsync(ObjectName objectName)
    {
        var id = IdOf(objectName);
        var state = new GrainState<RawJson>();
        try
        {
            await storage.ReadStateAsync(_objectState, id, state);
        }
        catch (JsonException) when (state.ETag is not null)
        {
            state.RecordExists = true; // Spoiled bytes are deleted like any others.
        }

        if (state.RecordExists) await storage.ClearStateAsync(_objectState, id, state);
    }

    private static bool Exists(GrainState<RawJson> state) => state is { RecordExists: true, State.Utf8.IsEmpty: false, ETag: not null };

    private GrainId IdOf(ObjectName objectName) => GrainId.Create(_objectType, IdSpan.Create($"{owner.Key}.{objectName}"));
}
