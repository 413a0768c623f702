using Microsoft.Data.Sqlite;

namespace OrleansNews.Storage.Sqlite;

/// <summary>What can be done with the file of a <see cref="SqliteGrainStorage"/> from outside, whether a host uses it at the moment or not.</summary>
public static class SqliteGrainStorageFile
{
    /// <summary>
    /// Copies the store as it is at this moment into the new file <paramref name="target"/>, flushed to its disk, while writes go on. What was deleted is not in the
    /// copy. Needs the space of a second store. Throws <see cref="GrainStorageUnavailableException"/> when either file cannot be used, or the target exists.
    /// </summary>
    public static Task BackUpAsync(string source, string target) => OnThreadOfItsOwn(() =>
    {
        if (File.Exists(target)) throw new GrainStorageUnavailableException($"The backup file {target} exists already. Name a new one.");
        try
        {
            using (var database = SqliteDatabase.Open(source, SqliteAccess.Read))
            using (var copy = database.Prepare("VACUUM INTO ?1"))
            {
                copy.BindText(1, System.Text.Encoding.UTF8.GetBytes(target)).Run();
            }

            using var written = File.OpenHandle(target, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(written);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new GrainStorageUnavailableException($"The storage file {source} could not be copied to {target}: {fault.Message}", fault);
        }
    });

    /// <summary>
    /// Reads the whole store and answers what is damaged in it, at most 100 findings; empty when it is sound. Throws
    /// <see cref="GrainStorageUnavailableException"/> when it cannot be read at all.
    /// </summary>
    public static Task<IReadOnlyList<string>> VerifyAsync(string path) => OnThreadOfItsOwn<IReadOnlyList<string>>(() =>
    {
        try
        {
            using var database = SqliteDatabase.Open(path, SqliteAccess.Read);
            using var check = database.Prepare("PRAGMA integrity_check(100)");
            var findings = new List<string>();
            while (check.Step()) findings.Add(check.Text(0));
            return findings is ["ok"] ? [] : findings;
        }
        catch (SqliteException damage) when (damage.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return [damage.Message];
        }
        catch (SqliteException fault)
        {
            throw new GrainStorageUnavailableException($"The storage file {path} cannot be read: {fault.Message}", fault);
        }
    });

    private static Task OnThreadOfItsOwn(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Task<T> OnThreadOfItsOwn<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
