namespace OrleansNews.Storage.Sqlite;

/// <summary>Settings of a <see cref="SqliteGrainStorage"/>; section <c>Storage:Sqlite</c> for the default one.</summary>
public sealed class SqliteGrainStorageOptions
{
    /// <summary>The configuration section of the default storage provider.</summary>
    public const string Section = "Storage:Sqlite";

    /// <summary>
    /// The folder of the file, on a local disk: SQLite's log does not work over network file systems. It must exist and is owned by one process, see
    /// <see cref="DataFolder"/>. No default; an empty value fails at start.
    /// </summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>
    /// The name of the file in <see cref="DataDirectory"/>. SQLite keeps two more beside it, with <c>-wal</c> and <c>-shm</c> behind the name, which belong to
    /// it while it is open. Default <c>grains.db</c>, for a named provider <c>NAME.db</c>. Providers never share a file.
    /// </summary>
    public string FileName { get; set; } = "grains.db";

    /// <summary>The most writes and clears in one transaction. 1 to 100,000, default 4,096.</summary>
    public int MaxBatchOperations { get; set; } = 4_096;

    /// <summary>
    /// The most bytes in one transaction. 64 KiB to 256 MiB, default 4 MiB. One larger state still is written, in a transaction of its own.
    /// </summary>
    public long MaxBatchBytes { get; set; } = 4L << 20;

    /// <summary>
    /// How many bytes may wait for the writer. 1 MiB to 16 GiB, default 64 MiB. What comes beyond fails at once with a
    /// <see cref="GrainStorageUnavailableException"/>, so that an overload is answered quickly and memory stays bounded.
    /// </summary>
    public long MaxQueuedBytes { get; set; } = 64L << 20;

    /// <summary>
    /// After how many written bytes the log is moved into the file, most of it beside the writes. 64 KiB to 1 GiB, default 4 MiB. The log grows to about this size, and to a
    /// few times of it while more is written than the disk can take twice.
    /// </summary>
    public long CheckpointBytes { get; set; } = 4L << 20;

    /// <summary>How many threads read beside the writer. 1 to 64, default 4.</summary>
    public int ReaderThreads { get; set; } = 4;

    /// <summary>Runs on each new connection of the writer; tests make the disk full or the file read-only with it.</summary>
    internal Action<SqliteDatabase>? ConfigureWriter { get; set; }
}
