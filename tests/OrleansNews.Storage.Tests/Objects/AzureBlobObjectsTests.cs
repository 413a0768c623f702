using Azure.Storage.Blobs;
using OrleansNews.Storage.AzureBlobs;

namespace OrleansNews.Storage.Objects;

[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobObjectsTests(AzuriteFixture fixture) : ObjectStoreConformance
{
    protected override async Task<(IObjectStore Store, IObjectStore Other)> OpenAsync()
    {
        var container = new BlobContainerClient(fixture.Server.ConnectionString, $"objects-{Guid.NewGuid():N}");
        await container.CreateIfNotExistsAsync();
        return (new AzureBlobObjects(container), new AzureBlobObjects(container));
    }
}
