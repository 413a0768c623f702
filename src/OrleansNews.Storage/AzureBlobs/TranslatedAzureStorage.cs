using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>
/// Orleans' own provider for Azure's blobs, with the promises of every provider here: it lets faults of Azure's client through, of which
/// callers know nothing, takes a clear of what was never read for done, and measures nothing.
/// </summary>
internal sealed class TranslatedAzureStorage(IGrainStorage inner, GrainStorageInstruments instruments) : IGrainStorage, IDisposable
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("read", stateName, grainId);
        instruments.Read(await TimeAsync(() => inner.ReadStateAsync(stateName, grainId, grainState)).ConfigureAwait(false));
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("write", stateName, grainId);
        instruments.Wrote(await TimeAsync(() => inner.WriteStateAsync(stateName, grainId, grainState)).ConfigureAwait(false));
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("clear", stateName, grainId);
        instruments.Wrote(await TimeAsync(() => ClearAsync(stateName, grainId, grainState)).ConfigureAwait(false));
    }

    public void Dispose() => instruments.Dispose();

    // Of a state that is stored, and was not read, the provider deletes nothing and says that it did.
    private async Task ClearAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (string.IsNullOrEmpty(grainState.ETag))
        {
            var stored = new GrainState<T>();
            await inner.ReadStateAsync(stateName, grainId, stored).ConfigureAwait(false);
            if (!string.IsNullOrEmpty(stored.ETag)) throw new InconsistentStateException($"The state '{stateName}' of grain {grainId} is stored, and whoever clears it has not read it.", stored.ETag, grainState.ETag ?? "");
        }

        await inner.ClearStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
    }

    private async Task<TimeSpan> TimeAsync(Func<Task> operation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await operation().ConfigureAwait(false);
        }
        catch (InconsistentStateException)
        {
            instruments.Conflicted();
            throw;
        }
        catch (Exception fault) when (AzureBlobFaults.AreOfTheService(fault))
        {
            instruments.Failed();
            throw AzureBlobFaults.Unavailable(fault);
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
