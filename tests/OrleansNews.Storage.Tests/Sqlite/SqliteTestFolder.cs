using System.Text;
using Microsoft.Data.Sqlite;

namespace OrleansNews.Storage.Sqlite;

/// <summary>A folder with a storage file, removed after the test.</summary>
public sealed class SqliteTestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("storage-tests-");

    public string Path => _folder.FullName;

    /// <summary>The file.</summary>
    public string File => System.IO.Path.Combine(Path, new SqliteGrainStorageOptions().FileName);

    /// <summary>The first column of the first row, by another library than the provider's own.</summary>
    internal string? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    /// <summary>Whether the bytes of any file in the folder hold <paramref name="text"/>.</summary>
    internal bool Holds(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return _folder.EnumerateFiles().Any(file =>
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray().AsSpan().IndexOf(wanted) >= 0;
        });
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
