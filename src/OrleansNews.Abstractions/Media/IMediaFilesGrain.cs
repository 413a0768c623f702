using Orleans.Concurrency;

namespace OrleansNews.Media;

/// <summary>Reads files of pictures from the store of the silos, for front ends, which have none. Key: 0; every silo has its own.</summary>
[Alias("news.media-files")]
public interface IMediaFilesGrain : IGrainWithIntegerKey
{
    /// <summary>The bytes; null when the file is not made (yet). For everybody who knows the key.</summary>
    /// <param name="id">The picture.</param>
    /// <param name="key">Its <see cref="PictureSource.Key"/>.</param>
    /// <param name="name">The name of a <see cref="PictureFile"/>, or <see cref="PictureFile.Master"/>.</param>
    [ReadOnly, Alias("read")]
    Task<byte[]?> ReadAsync(MediaId id, string key, string name);
}
