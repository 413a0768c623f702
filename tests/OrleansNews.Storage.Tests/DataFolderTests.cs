using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("folder-tests-");

    private string Folder => Path.Combine(_parent.FullName, "site", "data");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void Open_Absent_MakesTheFolderForItsOwnerAlone()
    {
        using var folder = DataFolder.Open(Folder);

        Assert.True(Directory.Exists(Folder));
        Assert.Equal(Folder, folder.Path);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public void Open_Owned_NamesTheFolderTheOwnerAndTheCure()
    {
        using var first = DataFolder.Open(Folder);

        var refused = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(Folder));

        Assert.Equal(Environment.ProcessId, refused.Owner);
        Assert.Contains(Folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Stop that one first", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GivenUp_Succeeds()
    {
        DataFolder.Open(Folder).Dispose();

        using var second = DataFolder.Open(Folder);

        Assert.Equal(Folder, second.Path);
    }

    [Fact]
    public async Task Open_OwnedByAKilledProcess_Succeeds()
    {
        using var owner = SuiteProcess.Start(FolderOwner.Argument, Folder);
        Assert.Equal("owned", await owner.StandardOutput.ReadLineAsync());
        var refused = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(Folder));
        Assert.Equal(owner.Id, refused.Owner);

        owner.Kill();
        await owner.WaitForExitAsync();

        using var next = DataFolder.Open(Folder);
    }

    [Fact]
    public void Open_WhereNoFolderCanBe_NamesTheFolder()
    {
        var file = Path.Combine(_parent.FullName, "file");
        File.WriteAllText(file, "");
        var impossible = Path.Combine(file, "data");

        var refused = Assert.Throws<DataFolderException>(() => DataFolder.Open(impossible));

        Assert.Contains(impossible, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhereNothingCanBeWritten_NamesTheFolderAndTheCure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc/self is the folder that not even root can write to.");

        var refused = Assert.Throws<DataFolderException>(() => DataFolder.Open("/proc/self"));

        Assert.Contains("/proc/self", refused.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
    }
}
