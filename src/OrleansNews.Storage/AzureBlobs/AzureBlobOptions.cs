namespace OrleansNews.Storage.AzureBlobs;

/// <summary>The blobs that hold state, section <c>Storage:AzureBlob</c>, or objects beside another store of the state.</summary>
public sealed class AzureBlobOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Storage:AzureBlob";

    /// <summary>The storage account with its key, as Azure's portal shows it. No default; either this or <see cref="ServiceUri"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The blob endpoint of the account, <c>https://ACCOUNT.blob.core.windows.net</c>. The process signs in as itself (managed identity, environment, Azure CLI:
    /// DefaultAzureCredential), and needs the role Storage Blob Data Contributor. No default.
    /// </summary>
    public string ServiceUri { get; set; } = "";

    /// <summary>The container; made at the first start. Default: grainstate, as Orleans' own provider has it.</summary>
    public string ContainerName { get; set; } = "grainstate";
}
