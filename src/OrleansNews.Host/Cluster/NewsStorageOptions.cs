namespace OrleansNews.Cluster;

/// <summary>Where silos keep what they know. Section <c>Storage</c>; each provider has a section of its own below it.</summary>
internal sealed class NewsStorageOptions
{
    public const string Section = "Storage";

    /// <summary><see cref="StorageProvider.Sqlite"/>, the default, is one file for one process; <see cref="StorageProvider.Postgres"/> and <see cref="StorageProvider.AzureBlob"/> are shared by several silos.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;
}
