using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteStore : IDurableStoreUnderTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("storage-tests-");

    public string Address => $"sqlite:{_folder.FullName}";

    /// <summary>The file.</summary>
    public string File => Path.Combine(_folder.FullName, new SqliteGrainStorageOptions().FileName);

    public ValueTask InitializeAsync() => default;

    public Task<OpenProvider> OpenAsync() => OpenAsync(_folder.FullName);

    public Task RestartAsync() => Task.CompletedTask;

    public Task CheckIntegrityAsync()
    {
        Assert.Equal("ok", Query("PRAGMA integrity_check"));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    /// <summary>Opens a provider on <paramref name="folder"/>.</summary>
    internal static async Task<OpenProvider> OpenAsync(string folder)
    {
        var opened = await TestStorage.OpenAsync(folder);
        return new OpenProvider(opened.Storage, opened.DisposeAsync);
    }

    /// <summary>The first column of the first row, by another library than the provider's own.</summary>
    internal string? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
