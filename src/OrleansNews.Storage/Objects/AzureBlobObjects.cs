using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace OrleansNews.Storage.Objects;

/// <summary>Objects as blobs below <c>objects/</c> of a container, which may be the one that holds the state: no state has such a name.</summary>
/// <param name="container">The container.</param>
/// <param name="makesContainer">Whether nobody else makes it.</param>
internal sealed class AzureBlobObjects(BlobContainerClient container, bool makesContainer = false) : IObjectStore
{
    private const string Prefix = "objects/";

    private volatile bool _isMade = !makesContainer;

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
            if (!_isMade)
            {
                await container.CreateIfNotExistsAsync().ConfigureAwait(false);
                _isMade = true;
            }

            return await run(container.GetBlobClient(Prefix + ObjectName.Require(name))).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException or TimeoutException or IOException or OperationCanceledException or AggregateException)
        {
            throw new GrainStorageUnavailableException($"The storage account did not do it: {fault.Message.Split('\n')[0]}", fault);
        }
    }
}
