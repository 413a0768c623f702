using OrleansNews.Processes;

namespace OrleansNews.Search;

public sealed class SearchFileValidatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Validate_FileBelowAFile_IsRefusedWithTheCure()
    {
        var place = Path.Combine(_folder.Write("file", ""), "search.db");

        foreach (var validator in new[] { new SearchFileValidator(place), new SearchFileValidator(_folder["search.db"]) })
        {
            var failure = Assert.Single(validator.Validate(null, new() { Path = place }).Failures!);
            Assert.StartsWith($"Search:Path: the search index {place} cannot be made. {_folder["file"]} is a file. ", failure, StringComparison.Ordinal);
            Assert.Contains("--Search:Path=FILE", failure, StringComparison.Ordinal);
        }

        Assert.Contains("--data DIR", Assert.Single(new SearchFileValidator(place).Validate(null, new()).Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Folder_IsNoFile() =>
        Assert.Contains($"{_folder.Path} is a folder.", Assert.Single(new SearchFileValidator(_folder["search.db"]).Validate(null, new() { Path = _folder.Path }).Failures!), StringComparison.Ordinal);

    [Fact]
    public void Validate_FileThatCanBeMade_IsNotMadeYet()
    {
        Assert.True(new SearchFileValidator(_folder["search.db"]).Validate(null, new()).Succeeded);
        Assert.True(new SearchFileValidator(_folder["search.db"]).Validate(null, new() { Path = _folder["index", "search.db"] }).Succeeded);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
