namespace OrleansNews.Media;

/// <summary>The blobs that hold the files of pictures beside another store of the state, with <see cref="MediaStorePlace.AzureBlob"/>. Section <c>Media:AzureBlob</c>.</summary>
internal sealed class MediaBlobOptions
{
    public const string Section = "Media:AzureBlob";

    /// <summary>The storage account with its key, as Azure's portal shows it. No default; either this or <see cref="ServiceUri"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The blob endpoint of the account, <c>https://ACCOUNT.blob.core.windows.net</c>. The process signs in as itself (managed identity, environment, Azure CLI), and needs the role Storage
    /// Blob Data Contributor. No default.
    /// </summary>
    public string ServiceUri { get; set; } = "";

    /// <summary>The container; made when it is used first. Each newspaper needs one of its own. Default: pictures.</summary>
    public string ContainerName { get; set; } = "pictures";
}
