namespace OrleansNews.Media;

/// <summary>Makes the files of a picture that are missing, one size after the other, behind everything that somebody waits for; and deletes them.</summary>
internal sealed class PictureFileMaker(IMediaStore store, PictureThreads threads)
{
    /// <summary>Deletes all files of a picture. Idempotent.</summary>
    public async Task DeleteAsync(PictureFiles picture)
    {
        var source = picture.Source;
        foreach (var focus in picture.Focuses)
        {
            foreach (var file in PictureSizes.FilesOf(source.Width, source.Height, focus)) await store.DeleteAsync(MediaFiles.NameOf(source, file.Name));
        }

        // The last: while it is there, the others can be made.
        await store.DeleteAsync(MediaFiles.NameOf(source, PictureFile.Master));
    }

    /// <summary>Returns when all are in the store. Idempotent: the same files again are the same.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="isWanted">Whether it is still there; asked from any thread. The master goes with a picture that is deleted meanwhile.</param>
    /// <returns>False when it was not wanted any more, and some may be there: they are to be deleted.</returns>
    public Task<bool> MakeAsync(PictureSource picture, Func<bool> isWanted) => threads.InBackgroundAsync(async () =>
    {
        var master = await store.FindAsync(MediaFiles.NameOf(picture, PictureFile.Master));
        if (!isWanted()) return false;
        if (master is null) throw new InvalidOperationException($"The master of picture {picture.Id.Value} is missing from the store.");
        foreach (var size in PictureSizes.FilesOf(picture.Width, picture.Height, picture.Focus).GroupBy(file => (file.Shape, file.Width)))
        {
            if (!isWanted()) return false;
            var files = size.ToList();
            foreach (var (file, content) in await threads.RunAsync(() => Pictures.MakeFiles(master, files))) await store.PutAsync(MediaFiles.NameOf(picture, file.Name), content);
        }

        return true;
    });
}
