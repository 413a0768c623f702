namespace OrleansNews.Media;

/// <summary>In what store the files of pictures rest.</summary>
internal enum MediaStorePlace
{
    /// <summary>In that of the state.</summary>
    State,

    /// <summary>In Azure's blobs.</summary>
    AzureBlob,
}
