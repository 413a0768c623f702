using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteStore : IDurableStoreUnderTest
{
    private readonly SqliteTestFolder _folder = new();

    public string Address => $"sqlite:{_folder.Path}";

    public ValueTask InitializeAsync() => default;

    public Task<OpenProvider> OpenAsync() => OpenAsync(_folder.Path);

    public Task RestartAsync() => Task.CompletedTask;

    public Task CheckIntegrityAsync()
    {
        Assert.Equal("ok", _folder.Query("PRAGMA integrity_check"));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    /// <summary>Opens a provider on <paramref name="folder"/>.</summary>
    internal static async Task<OpenProvider> OpenAsync(string folder)
    {
        var opened = await TestStorage.OpenAsync(folder);
        return new OpenProvider(opened.Storage, opened.DisposeAsync);
    }
}
