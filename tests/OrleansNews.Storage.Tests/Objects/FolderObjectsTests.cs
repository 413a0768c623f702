namespace OrleansNews.Storage.Objects;

public sealed class FolderObjectsTests : ObjectStoreConformance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("objects-");

    private string Objects => Path.Combine(_folder.FullName, "objects");

    protected override Task<(IObjectStore Store, IObjectStore Other)> OpenAsync() =>
        Task.FromResult<(IObjectStore, IObjectStore)>((new FolderObjects(Objects), new FolderObjects(Objects)));

    [Fact]
    public async Task Put_LeavesNothingUnfinished()
    {
        await new FolderObjects(Objects).PutAsync("a/b.jpg", new byte[100]);
        Assert.Equal(["b.jpg"], Directory.GetFiles(Objects, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Folder_ThatCannotBeWritten_IsUnavailable()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "no folder");
        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => new FolderObjects(file).PutAsync("a/b", new byte[1]));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
