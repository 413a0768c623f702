using Orleans.Concurrency;

namespace OrleansNews.Media;

[GrainType("media-files"), StatelessWorker, Reentrant]
internal sealed class MediaFilesGrain(IMediaStore store) : Grain, IMediaFilesGrain
{
    private const int KeyLength = 22;

    public Task<byte[]?> ReadAsync(MediaId id, string key, string name)
    {
        var isPossible = id.IsValid && key.Length == KeyLength && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
            && (name == PictureFile.Master || PictureFile.TryParse(name, out _));
        return isPossible ? store.FindAsync(MediaFiles.NameOf(new(id, key, 0, 0, FocalPoint.Middle), name)) : Task.FromResult<byte[]?>(null);
    }
}
