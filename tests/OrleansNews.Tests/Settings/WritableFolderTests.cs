using OrleansNews.Processes;

namespace OrleansNews.Settings;

public sealed class WritableFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Objection_FolderThatIsThere_IsNone_AndNothingIsLeftInIt()
    {
        Assert.Null(WritableFolder.Objection(_folder.Path));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Objection_FolderThatCanBeMade_IsNone_AndItIsNotMade()
    {
        Assert.Null(WritableFolder.Objection(_folder["pictures", "of", "ferries"]));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Objection_FileOrWhatIsBelowOne_NamesTheFile()
    {
        var file = _folder.Write("file", "");

        foreach (var folder in new[] { file, _folder["file", "below"], _folder["file", "far", "below"] })
        {
            Assert.Equal($"{file} is a file.", WritableFolder.Objection(folder));
        }

        Assert.Equal(file, Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path)));
    }

    // Nobody makes a file there, whatever the account may elsewhere.
    [Fact]
    public void Objection_FolderThatNobodyMayWrite_NamesIt() => Assert.Contains(" /proc", " " + WritableFolder.Objection("/proc/pictures"), StringComparison.Ordinal);
}
