using System.Text;
using Azure.Storage.Blobs.Models;
using Orleans.Runtime;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.AzureBlobs;

[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobConformanceTests(AzureBlobStore store) : GrainStorageConformance<AzureBlobStore>(store)
{
    // The container is this class's alone, and its tests run one after the other.
    protected override async Task<long?> CountStoredAsync() => await Store.Container.GetBlobsAsync().LongCountAsync();

    // As Microsoft.Orleans.Persistence.AzureStorage 10.4.2 writes it.
    [Fact]
    public async Task Blob_OfAState_IsTheOneThatOrleansProviderKeeps()
    {
        var grain = GrainId.Create("suite", $"category/{Guid.NewGuid():N} \u65B0");
        await new Slot(Storage, grain).WriteAsync(7, "text");

        var blob = (await Store.Container.GetBlobClient($"note-{grain}.json").DownloadContentAsync()).Value;

        Assert.Equal("""{"Number":7,"Text":"text"}""", Encoding.UTF8.GetString(blob.Content));
        Assert.Equal("application/octet-stream", blob.Details.ContentType);
    }

    [Fact]
    public async Task Blob_ThatOrleansProviderWrote_IsReadAndReplaced()
    {
        var grain = Slot.NewGrain();
        var written = await Store.Container.GetBlobClient($"note-{grain}.json").UploadAsync(BinaryData.FromString("""{"Number":8}"""), new BlobUploadOptions());
        var slot = await new Slot(Storage, grain).ReadAsync();

        Assert.Equal((8, true, written.Value.ETag.ToString()), (slot.State.Number, slot.RecordExists, slot.ETag));
        await slot.WriteAsync(9);
        Assert.Equal(9, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Blob_ThatOrleansProviderClearedAndKept_IsAbsentAndCanBeWritten()
    {
        var grain = Slot.NewGrain();
        await Store.Container.GetBlobClient($"note-{grain}.json").UploadAsync(BinaryData.Empty, new BlobUploadOptions());

        var slot = await new Slot(Storage, grain).ReadAsync();

        Assert.False(slot.RecordExists);
        Assert.NotNull(slot.ETag);
        await slot.WriteAsync(1);
    }

    [Theory]
    [InlineData("Storage:AzureBlob:ConnectionString", "", "", "grainstate")]
    [InlineData("Storage:AzureBlob:ConnectionString", "AccountKey=hunter2", "", "grainstate")]
    [InlineData("Storage:AzureBlob:ServiceUri", "", "http://account.example.org", "grainstate")]
    [InlineData("Storage:AzureBlob:ContainerName", "", "https://account.blob.core.windows.net", "Grain--State")]
    public void Options_ThatCannotWork_AreRefusedByTheirKey(string key, string connection, string uri, string container)
    {
        var refused = new AzureBlobOptionsValidator().Validate(null, new() { ConnectionString = connection, ServiceUri = uri, ContainerName = container });

        Assert.Contains(key, refused.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.FailureMessage, StringComparison.Ordinal);
        Assert.True(new AzureBlobOptionsValidator().Validate(null, new() { ServiceUri = "https://account.blob.core.windows.net" }).Succeeded);
    }

#if !ORLEANS_AZURE_STORAGE
    [Fact]
    public async Task Start_WithoutTheAccount_SaysWhatToChange()
    {
        var refused = await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => AzureBlobStore.OpenAsync(
            "suite|DefaultEndpointsProtocol=http;AccountName=a;AccountKey=aHVudGVyMg==;BlobEndpoint=http://127.0.0.1:1/a"));

        Assert.Contains("http://127.0.0.1:1/a/suite cannot be used", refused.Message, StringComparison.Ordinal);
    }
#endif
}

[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobDurabilityTests(AzureBlobStore store, ITestOutputHelper output) : DurableGrainStorageConformance<AzureBlobStore>(store, output);
