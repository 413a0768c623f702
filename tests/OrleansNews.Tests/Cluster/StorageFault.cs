namespace OrleansNews.Cluster;

/// <summary>How a storage operation fails.</summary>
public enum StorageFault
{
    /// <summary>It fails and nothing was done.</summary>
    Before,

    /// <summary>It is done, but the answer is lost: the caller sees a fault.</summary>
    After,

    /// <summary>Somebody else wrote meanwhile: <see cref="Orleans.Storage.InconsistentStateException"/>.</summary>
    Conflict,
}

/// <summary>What is asked of a storage.</summary>
public enum StorageOperation
{
    Read,
    Write,
    Clear,
}
