using System.Collections.Concurrent;
using Orleans.Storage;

namespace OrleansNews.Cluster;

/// <summary>
/// A grain storage that fails when the test says so. Faults are armed for the state name that a grain uses (<c>article</c>, <c>permalink</c> ...); what is not
/// armed goes straight to <paramref name="inner"/>.
/// </summary>
public sealed class FaultyGrainStorage(IGrainStorage inner) : IGrainStorage
{
    private readonly ConcurrentDictionary<(StorageOperation, string, GrainId), ConcurrentQueue<Armed>> _armed = [];
    private readonly ConcurrentDictionary<(StorageOperation, string), int> _counts = [];
    private readonly ConcurrentDictionary<(StorageOperation, string, GrainId), int> _countsOfGrains = [];

    /// <summary>Arms <paramref name="fault"/> for the next <paramref name="times"/> operations on states of this name; after them all is well again.</summary>
    public void Arm(StorageOperation operation, string stateName, StorageFault fault, int times = 1)
    {
        for (var i = 0; i < times; i++) Queue(operation, stateName, default).Enqueue(new(fault, null));
    }

    /// <summary>The same for the next operation of one grain: what others deliver in the background does not meet it.</summary>
    public void Arm(StorageOperation operation, string stateName, StorageFault fault, IAddressable grain) => Queue(operation, stateName, grain.GetGrainId()).Enqueue(new(fault, null));

    /// <summary>Lets the next operation on a state of this name wait until the test opens the gate.</summary>
    public StorageGate Hold(StorageOperation operation, string stateName)
    {
        var gate = new StorageGate();
        Queue(operation, stateName, default).Enqueue(new(null, gate));
        return gate;
    }

    /// <summary>Takes back all faults that were armed and not met.</summary>
    public void Heal() => _armed.Clear();

    /// <summary>How many operations on states of this name were asked for, the failed ones included.</summary>
    public int CountOf(StorageOperation operation, string stateName) => _counts.GetValueOrDefault((operation, stateName));

    /// <summary>The same of one grain: what runs in the background may ask for others at any time.</summary>
    public int CountOf(StorageOperation operation, string stateName, GrainId grain) => _countsOfGrains.GetValueOrDefault((operation, stateName, grain));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(StorageOperation.Read, stateName, grainId, grainState, () => inner.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(StorageOperation.Write, stateName, grainId, grainState, () => inner.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(StorageOperation.Clear, stateName, grainId, grainState, () => inner.ClearStateAsync(stateName, grainId, grainState));

    private ConcurrentQueue<Armed> Queue(StorageOperation operation, string stateName, GrainId grain) => _armed.GetOrAdd((operation, stateName, grain), _ => []);

    private Armed? Take(StorageOperation operation, string stateName, GrainId grain) => _armed.TryGetValue((operation, stateName, grain), out var queue) && queue.TryDequeue(out var armed) ? armed : null;

    private async Task RunAsync<T>(StorageOperation operation, string stateName, GrainId grain, IGrainState<T> grainState, Func<Task> run)
    {
        _counts.AddOrUpdate((operation, stateName), 1, (_, count) => count + 1);
        _countsOfGrains.AddOrUpdate((operation, stateName, grain), 1, (_, count) => count + 1);
        if ((Take(operation, stateName, grain) ?? Take(operation, stateName, default)) is not { } armed)
        {
            await run();
            return;
        }

        if (armed.Gate is { } gate) await gate.PassAsync();
        if (armed.Fault == StorageFault.Before) throw new IOException($"The test lets the {operation} of '{stateName}' fail before it happens.");
        if (armed.Fault == StorageFault.Conflict) throw new InconsistentStateException($"The test lets the {operation} of '{stateName}' lose.", "other", grainState.ETag);
        var (etag, exists) = (grainState.ETag, grainState.RecordExists);
        await run();
        if (armed.Fault != StorageFault.After) return;
        (grainState.ETag, grainState.RecordExists) = (etag, exists);
        throw new IOException($"The test lets the {operation} of '{stateName}' happen and its answer get lost.");
    }

    private sealed record Armed(StorageFault? Fault, StorageGate? Gate);
}
