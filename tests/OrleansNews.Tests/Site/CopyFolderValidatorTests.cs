using OrleansNews.Processes;

namespace OrleansNews.Site;

public sealed class CopyFolderValidatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Validate_FolderBelowAFile_IsRefusedWithTheCure()
    {
        var place = Path.Combine(_folder.Write("file", ""), "pages");

        var failure = Assert.Single(new CopyFolderValidator().Validate(null, new() { CopyFolder = place }).Failures!);

        Assert.StartsWith($"Read:CopyFolder: no copies of pages can be kept in {place}. {_folder["file"]} is a file. ", failure, StringComparison.Ordinal);
        Assert.Contains("--Read:CopyFolder=DIR", failure, StringComparison.Ordinal);
        Assert.Contains("--data DIR", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WhereNoCopiesAreKept_AsksForNoFolder()
    {
        var place = Path.Combine(_folder.Write("file", ""), "pages");

        Assert.True(new CopyFolderValidator().Validate(null, new() { CopyFolder = place, WarmStories = 0 }).Succeeded);
        Assert.True(new CopyFolderValidator().Validate(null, new()).Succeeded);
    }

    [Fact]
    public void Validate_FolderThatCanBeMade_IsNotMadeYet()
    {
        Assert.True(new CopyFolderValidator().Validate(null, new() { CopyFolder = _folder["pages"] }).Succeeded);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
