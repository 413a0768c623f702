using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace OrleansNews.Storage.Objects;

/// <summary>Objects as blobs below <c>objects/</c> of the container that holds the state, where no state has its name.</summary>
internal sealed class AzureBlobObjects(BlobContainerClient container) : IObjectStore
{
    private const string Prefix = "objects/";

    public Task PutAsync(string name, ReadOnlyMemory<byte> content)
    {
        ObjectName.RequireFitting(content);
        return RunAsync(name, async blob =>
        {
            await blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true).ConfigureAwait(false);
            return true;
        });
    }

    public Task<byte[]?> FindAsync(string name) => RunAsync(name, async blob =>
    {
        try
        {
            return (await blob.DownloadContentAsync().ConfigureAwait(false)).Value.Content.ToArray();
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    });

    public Task DeleteAsync(string name) => RunAsync(name, async blob => (await blob.DeleteIfExistsAsync().ConfigureAwait(false)).Value);

    private async Task<T> RunAsync<T>(string name, Func<BlobClient, Task<T>> run)
    {
        try
        {
            return await run(container.GetBlobClient(Prefix + ObjectName.Require(name))).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException or TimeoutException or IOException or OperationCanceledException or AggregateException)
        {
            throw new GrainStorageUnavailableException($"The storage account did not do it: {fault.Message.Split('\n')[0]}", fault);
        }
    }
}
