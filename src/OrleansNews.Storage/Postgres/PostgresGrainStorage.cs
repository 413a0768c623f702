using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansNews.Storage.Postgres;

/// <summary>
/// Orleans' own ADO.NET storage, with keys that are never mistaken for one another and with the promises that every provider here makes: a wrong ETag is an
/// <see cref="InconsistentStateException"/> for its caller alone, everything else that fails is a <see cref="GrainStorageUnavailableException"/>, and a failed operation
/// leaves the caller's <see cref="IGrainState{T}"/> as it was. A clear deletes the row.
/// </summary>
internal sealed class PostgresGrainStorage(AdoNetGrainStorage inner, IActivatorProvider activators, GrainStorageInstruments instruments)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    public void Participate(ISiloLifecycle lifecycle) => inner.Participate(lifecycle);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("read", stateName, grainId);
        var started = Stopwatch.GetTimestamp();
        await RunAsync(() => inner.ReadStateAsync(stateName, PostgresGrainKey.Of(grainId), grainState)).ConfigureAwait(false);
        instruments.Read(Stopwatch.GetElapsedTime(started));
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("write", stateName, grainId);
        var started = Stopwatch.GetTimestamp();
        await RunAsync(() => inner.WriteStateAsync(stateName, PostgresGrainKey.Of(grainId), grainState)).ConfigureAwait(false);
        instruments.Wrote(Stopwatch.GetElapsedTime(started));
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("clear", stateName, grainId);
        var started = Stopwatch.GetTimestamp();
        if (string.IsNullOrEmpty(grainState.ETag)) await RequireAbsentAsync<T>(stateName, grainId).ConfigureAwait(false);
        else await RunAsync(() => inner.ClearStateAsync(stateName, PostgresGrainKey.Of(grainId), grainState)).ConfigureAwait(false);
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
        instruments.Wrote(Stopwatch.GetElapsedTime(started));
    }

    public void Dispose() => instruments.Dispose();

    // Orleans' provider would read what is stored and clear that, whoever wrote it.
    private async Task RequireAbsentAsync<T>(string stateName, GrainId grainId)
    {
        var stored = new GrainState<T>();
        await RunAsync(() => inner.ReadStateAsync(stateName, PostgresGrainKey.Of(grainId), stored)).ConfigureAwait(false);
        if (!stored.RecordExists) return;
        instruments.Conflicted();
        throw new InconsistentStateException($"The state '{stateName}' of grain {grainId} is stored, and whoever clears it has not read it.", stored.ETag, currentEtag: null);
    }

    private async Task RunAsync(Func<Task> operation)
    {
        try
        {
            await operation().ConfigureAwait(false);
        }
        catch (InconsistentStateException)
        {
            instruments.Conflicted();
            throw;
        }
        catch (GrainStorageUnavailableException)
        {
            instruments.Failed();
            throw;
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheDatabase(fault))
        {
            instruments.Failed();
            throw new GrainStorageUnavailableException($"The database did not do it: {fault.Message}", fault);
        }
    }
}
