using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>
/// One blob a state, as Microsoft.Orleans.Persistence.AzureStorage keeps it: the same container, names, content and use of ETags. It exists because that package is not to be
/// had everywhere; a build with <c>-p:UseOrleansAzureStorage=true</c> has the package instead. Promises are those of every provider here: a wrong ETag is an
/// <see cref="InconsistentStateException"/>, everything else that fails a <see cref="GrainStorageUnavailableException"/>, and a clear deletes the blob.
/// </summary>
internal sealed class AzureBlobGrainStorage(
    string name, BlobContainerClient container, IGrainStorageSerializer serializer, IActivatorProvider activators, GrainStorageInstruments instruments)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const string ContentType = "application/octet-stream";

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(AzureBlobGrainStorage)}-{name}", ServiceLifecycleStage.ApplicationServices, StartAsync);

    /// <summary>Makes the container where there is none.</summary>
    /// <exception cref="GrainStorageUnavailableException">The account does not answer, or refuses.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (AzureBlobFaults.AreOfTheService(fault))
        {
            throw new GrainStorageUnavailableException($"The container {container.Uri} cannot be used: {AzureBlobFaults.Reason(fault)} The account is set in {AzureBlobOptions.Section}.", fault);
        }
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("read", stateName, grainId);
        var started = Stopwatch.GetTimestamp();
        var blob = Blob(stateName, grainId);
        try
        {
            var stored = (await blob.DownloadContentAsync().ConfigureAwait(false)).Value;
            var exists = stored.Details.ContentLength > 0;
            // An empty blob is what a clear without DeleteStateOnClear leaves behind.
            grainState.State = exists ? serializer.Deserialize<T>(stored.Content) : activators.GetActivator<T>().Create();
            grainState.ETag = stored.Details.ETag.ToString();
            grainState.RecordExists = exists;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            Reset(grainState);
        }
        catch (Exception fault) when (AzureBlobFaults.AreOfTheService(fault))
        {
            throw Unavailable(fault);
        }

        instruments.Read(Stopwatch.GetElapsedTime(started));
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("write", stateName, grainId);
        var started = Stopwatch.GetTimestamp();
        var upload = new BlobUploadOptions { HttpHeaders = new() { ContentType = ContentType }, Conditions = Expect(grainState.ETag) };
        var content = serializer.Serialize(grainState.State);
        var written = await ChangeAsync(stateName, grainId, grainState.ETag, blob => blob.UploadAsync(content, upload)).ConfigureAwait(false);
        grainState.ETag = written.Value.ETag.ToString();
        grainState.RecordExists = true;
        instruments.Wrote(Stopwatch.GetElapsedTime(started));
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("clear", stateName, grainId);
        var started = Stopwatch.GetTimestamp();
        if (!string.IsNullOrEmpty(grainState.ETag))
            await ChangeAsync(stateName, grainId, grainState.ETag, blob => blob.DeleteAsync(DeleteSnapshotsOption.None, Expect(grainState.ETag))).ConfigureAwait(false);
        else if (await ChangeAsync(stateName, grainId, null, blob => blob.ExistsAsync()).ConfigureAwait(false))
            throw Conflict(stateName, grainId, null, null);
        Reset(grainState);
        instruments.Wrote(Stopwatch.GetElapsedTime(started));
    }

    public void Dispose() => instruments.Dispose();

    private static BlobRequestConditions Expect(string? etag) => string.IsNullOrEmpty(etag) ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = new ETag(etag) };

    private async Task<TResult> ChangeAsync<TResult>(string stateName, GrainId grainId, string? etag, Func<BlobClient, Task<TResult>> change)
    {
        try
        {
            return await change(Blob(stateName, grainId)).ConfigureAwait(false);
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412 || fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            throw Conflict(stateName, grainId, etag, fault);
        }
        catch (Exception fault) when (AzureBlobFaults.AreOfTheService(fault))
        {
            throw Unavailable(fault);
        }
    }

    private BlobClient Blob(string stateName, GrainId grainId) => container.GetBlobClient(AzureBlobName.Of(stateName, grainId));

    private void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private InconsistentStateException Conflict(string stateName, GrainId grainId, string? etag, Exception? fault)
    {
        instruments.Conflicted();
        return new($"The state '{stateName}' of grain {grainId} is stored with another ETag than the writer has: somebody else wrote or cleared it.", "unknown", etag, fault!);
    }

    private GrainStorageUnavailableException Unavailable(Exception fault)
    {
        instruments.Failed();
        return AzureBlobFaults.Unavailable(fault);
    }
}
