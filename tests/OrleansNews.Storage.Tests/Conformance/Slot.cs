using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansNews.Storage.Conformance;

/// <summary>One place in a store, as one activation sees it: each slot carries its own idea of the ETag.</summary>
internal sealed class Slot(IGrainStorage storage, GrainId grain, string name = "note")
{
    private readonly GrainState<Note> _state = new(new Note());

    public Note State => _state.State!;

    public string? ETag
    {
        get => _state.ETag;
        set => _state.ETag = value;
    }

    public bool RecordExists => _state.RecordExists;

    /// <summary>A place nobody has used.</summary>
    public static Slot New(IGrainStorage storage) => new(storage, NewGrain());

    /// <summary>A grain nobody has used.</summary>
    public static GrainId NewGrain() => GrainId.Create("suite", Guid.NewGuid().ToString("N"));

    /// <summary>The same place seen by somebody who has not read it.</summary>
    public Slot Other(IGrainStorage? through = null) => new(through ?? storage, grain, name);

    public async Task<Slot> ReadAsync()
    {
        await storage.ReadStateAsync(name, grain, _state);
        return this;
    }

    public Task WriteAsync(long number, string? text = null)
    {
        _state.State = new Note { Number = number, Text = text };
        return storage.WriteStateAsync(name, grain, _state);
    }

    public Task ClearAsync() => storage.ClearStateAsync(name, grain, _state);

    /// <summary>Writes and says whether that won; a lost race is the one failure that is allowed.</summary>
    public async Task<bool> TryWriteAsync(long number)
    {
        try
        {
            await WriteAsync(number);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
