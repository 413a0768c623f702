using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>Makes the client of the storage account.</summary>
internal static class AzureBlobAccount
{
    /// <summary>By key or as this machine's identity.</summary>
    public static BlobServiceClient Create(AzureBlobOptions options)
    {
        var client = new BlobClientOptions
        {
            // A grain's caller waits ten seconds.
            Retry = { Mode = RetryMode.Exponential, MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(1), NetworkTimeout = TimeSpan.FromSeconds(4) },
        };
        return string.IsNullOrWhiteSpace(options.ConnectionString)
            ? new(new Uri(options.ServiceUri), new DefaultAzureCredential(), client)
            : new(options.ConnectionString, client);
    }
}
