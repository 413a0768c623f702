using Microsoft.Data.Sqlite;

namespace OrleansNews.Storage.Sqlite;

/// <summary>The form of the file, and the settings every connection to it has.</summary>
internal static class SqliteGrainStorageSchema
{
    /// <summary>What this build writes. An older build refuses the file of a newer one.</summary>
    public const int Version = 1;

    /// <summary>Marks the file as ours; "ONgs" in ASCII.</summary>
    public const int ApplicationId = 0x4F4E6773;

    /// <summary>
    /// Bytes of a page in a new file; an old file keeps its own. Heads of threads and blocks have tens to hundreds of KiB: in SQLite's usual 4 KiB a commit of 230 KiB took half as
    /// long again.
    /// </summary>
    public const int PageSize = 16 * 1024;

    // A table with row numbers and an index beside it: states are several pages long, and a table WITHOUT ROWID would keep them in its inner nodes.
    private const string CreateTable = """
        CREATE TABLE grain_state (
            state   TEXT NOT NULL,
            grain   TEXT NOT NULL,
            etag    TEXT NOT NULL,
            payload BLOB NOT NULL,
            UNIQUE (state, grain)
        ) STRICT
        """;

    /// <summary>Opens the connection that writes; makes the file when <paramref name="create"/> is set and it does not exist.</summary>
    public static SqliteDatabase OpenWriter(string path, bool create, Action<SqliteDatabase>? configure)
    {
        var database = SqliteDatabase.Open(path, create ? SqliteAccess.Create : SqliteAccess.Write);
        try
        {
            RequireKnownForm(database, path, create);
            if (create) database.Execute($"PRAGMA page_size={PageSize}"); // Does nothing to a file that has pages already.
            database.Execute("PRAGMA journal_mode=WAL");
            database.Execute("PRAGMA synchronous=FULL");
            database.Execute("PRAGMA secure_delete=ON");
            // The writer decides when the log is moved into the file: between two batches, when their callers have been answered.
            database.Execute("PRAGMA wal_autocheckpoint=0");
            if (database.QueryNumber("PRAGMA user_version") == 0) CreateSchema(database);
            configure?.Invoke(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that moves the log into the file while another one writes.</summary>
    public static SqliteDatabase OpenBesideWriter(string path)
    {
        var database = SqliteDatabase.Open(path, SqliteAccess.Write);
        try
        {
            database.Execute("PRAGMA synchronous=FULL");
            database.Execute("PRAGMA wal_autocheckpoint=0");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void CreateSchema(SqliteDatabase database)
    {
        database.Execute("BEGIN IMMEDIATE");
        database.Execute(CreateTable);
        database.Execute($"PRAGMA application_id={ApplicationId}");
        database.Execute($"PRAGMA user_version={Version}");
        database.Execute("COMMIT");
    }

    private static void RequireKnownForm(SqliteDatabase database, string path, bool create)
    {
        long version, application, tables;
        try
        {
            version = database.QueryNumber("PRAGMA user_version");
            application = database.QueryNumber("PRAGMA application_id");
            tables = database.QueryNumber("SELECT count(*) FROM sqlite_schema");
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new GrainStorageFormatException($"The file {path} is not a SQLite database. Name another data folder, or restore the file from a backup.", fault);
        }

        var empty = version == 0 && application == 0 && tables == 0;
        if (empty && create) return;
        if (empty)
            throw new GrainStorageFormatException($"The file {path} was replaced by an empty one while it was in use. Stop, restore the file, and start again.");
        if (application != ApplicationId)
            throw new GrainStorageFormatException($"The file {path} is a SQLite database of another program. Name another data folder.");
        if (version > Version)
        {
            throw new GrainStorageFormatException(
                $"The file {path} has form {version}; this build reads forms up to {Version}. Start the newer build that wrote it, or restore an older backup.");
        }
    }
}
