namespace OrleansNews.Media;

/// <summary>Where the files of pictures rest. Section <c>Media</c>.</summary>
internal sealed class MediaStoreOptions
{
    public const string Section = "Media";

    /// <summary>
    /// <see cref="MediaStorePlace.State"/>, the default: where the state is, or in <see cref="Folder"/>. <see cref="MediaStorePlace.AzureBlob"/>: in Azure's blobs, whatever store has the state; see
    /// <see cref="MediaBlobOptions"/>.
    /// </summary>
    public MediaStorePlace Store { get; set; }

    /// <summary>
    /// A folder for the files of pictures, which all silos of a cluster reach under this path. Default: where the state is: in the data folder for SQLite, in the database for PostgreSQL, in the
    /// container for Azure's blobs.
    /// </summary>
    public string Folder { get; set; } = "";
}
