using System.Buffers.Text;
using System.Security.Cryptography;

namespace OrleansNews.Storage.Objects;

/// <summary>Objects as files below a folder, which is made at the first write. Several processes may share it, also over a network.</summary>
public sealed class FolderObjects(string folder) : IObjectStore
{
    private const string Unfinished = ".part";

    private readonly string _folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public Task PutAsync(string name, ReadOnlyMemory<byte> content)
    {
        ObjectName.RequireFitting(content);
        var file = FileOf(name);
        return RunAsync(async () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // Under a name of its own until it is on the disk: two who write at once do not write into one file.
            var part = $"{file}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9))}{Unfinished}";
            try
            {
                await WriteAsync(part, file, content).ConfigureAwait(false);
            }
            catch
            {
                File.Delete(part);
                throw;
            }

            return true;
        });
    }

    /// <inheritdoc/>
    public Task<byte[]?> FindAsync(string name)
    {
        var file = FileOf(name);
        return RunAsync(async () =>
        {
            try
            {
                return await File.ReadAllBytesAsync(file).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        });
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name)
    {
        var file = FileOf(name);
        return RunAsync(() =>
        {
            if (File.Exists(file)) File.Delete(file);
            return Task.FromResult(true);
        });
    }

    private static async Task WriteAsync(string part, string file, ReadOnlyMemory<byte> content)
    {
        var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(content).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
            File.Move(part, file, overwrite: true);
            // File systems with a journal then have the new name on the disk too.
            stream.Flush(flushToDisk: true);
        }
    }

    private string FileOf(string name) => Path.Combine(_folder, ObjectName.Require(name).Replace('/', Path.DirectorySeparatorChar));

    // Files are opened and flushed by blocking calls: never in a grain's turn.
    private Task<T> RunAsync<T>(Func<Task<T>> operation) => Task.Run(async () =>
    {
        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new GrainStorageUnavailableException($"The folder {_folder} did not do it: {fault.Message}", fault);
        }
    });
}
