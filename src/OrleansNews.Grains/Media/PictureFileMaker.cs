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
    public Task MakeAsync(PictureSource picture) => threads.InBackgroundAsync(async () =>
    {
        var master = await store.FindAsync(MediaFiles.NameOf(picture, PictureFile.Master)) ?? throw new InvalidOperationException($"The master of picture {picture.Id.Value} is missing from the store.");
        foreach (var size in PictureSizes.FilesOf(picture.Width, picture.Height, picture.Focus).GroupBy(file => (file.Shape, file.Width)))
        {
            var files = size.ToList();
            foreach (var (file, content) in await threads.RunAsync(() => Pictures.MakeFiles(master, files))) await store.PutAsync(MediaFiles.NameOf(picture, file.Name), content);
        }

        return true;
    });
}
