namespace OrleansNews.Cluster;

/// <summary>Where silos keep what they know.</summary>
internal enum StorageProvider
{
    /// <summary>One file in the data folder, of one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database that several silos share.</summary>
    Postgres,

    /// <summary>Blobs of an Azure storage account that several silos share.</summary>
    AzureBlob,
}
