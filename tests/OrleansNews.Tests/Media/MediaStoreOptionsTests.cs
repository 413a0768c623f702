using OrleansNews.Processes;

namespace OrleansNews.Media;

public sealed class MediaStoreOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Validate_FolderBelowAFile_IsRefusedWithTheCure()
    {
        var place = Path.Combine(_folder.Write("file", ""), "pictures");

        var failure = Assert.Single(new MediaStoreOptionsValidator().Validate(null, new() { Folder = place }).Failures!);

        Assert.StartsWith($"Media:Folder: no picture can be kept in {place}. {_folder["file"]} is a file. ", failure, StringComparison.Ordinal);
        Assert.Contains("--Media:Folder=DIR", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_FolderThatCanBeMade_IsNotMadeYet()
    {
        Assert.True(new MediaStoreOptionsValidator().Validate(null, new() { Folder = _folder["pictures"] }).Succeeded);
        Assert.True(new MediaStoreOptionsValidator().Validate(null, new()).Succeeded);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
