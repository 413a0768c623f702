using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Storage.Text;

/// <summary>
/// The form of the file. It holds nothing that cannot be made anew: a file of another form, of another program's, that follows another source, or that is no database at all is replaced.
/// </summary>
internal static class TextIndexSchema
{
    /// <summary>Marks the file as ours; "ONti" in ASCII.</summary>
    private const int ApplicationId = 0x4F4E7469;

    /// <summary>What this build writes. A change of the tables, of what labels are, or of how callers fold terms, is another form.</summary>
    private const int Version = 4;

    /// <summary>Opens the connection that writes, and makes the file when it does not exist. Null when the file is not of this form, or follows another source.</summary>
    public static SqliteDatabase? TryOpen(string path, string source, ImmutableArray<TextField> fields, int termsVersion)
    {
        var database = SqliteDatabase.Open(path, SqliteAccess.Create);
        try
        {
            var isEmpty = database.QueryNumber("SELECT count(*) FROM sqlite_schema") == 0;
            if (!isEmpty && !(IsOfThisForm(database, fields, termsVersion) && Follows(database, source)))
            {
                database.Dispose();
                return null;
            }

            database.Execute("PRAGMA journal_mode=WAL");
            // What a crash of the machine takes away is followed up again: position and documents are one transaction.
            database.Execute("PRAGMA synchronous=NORMAL");
            database.Execute("PRAGMA secure_delete=ON");
            if (isEmpty) Create(database, source, fields, termsVersion);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the file and those that SQLite keeps beside it. Nobody may have them open.</summary>
    public static void Delete(string path)
    {
        foreach (var file in new[] { path, path + "-wal", path + "-shm" }) File.Delete(file);
    }

    private static bool IsOfThisForm(SqliteDatabase database, ImmutableArray<TextField> fields, int termsVersion) =>
        database.QueryNumber("PRAGMA application_id") == ApplicationId && database.QueryNumber("PRAGMA user_version") == Form(fields, termsVersion);

    private static bool Follows(SqliteDatabase database, string source)
    {
        using var statement = database.Prepare("SELECT count(*) FROM progress WHERE source = ?1");
        return statement.BindText(1, Encoding.UTF8.GetBytes(source)).Step() && statement.Number(0) == 1;
    }

    private static void Create(SqliteDatabase database, string source, ImmutableArray<TextField> fields, int termsVersion)
    {
        database.Execute("BEGIN IMMEDIATE");
        // Without content: the texts are elsewhere, and what is shown of them is asked for there.
        database.Execute($"CREATE VIRTUAL TABLE terms USING fts5({string.Join(", ", fields.Select(field => field.Name))}, content='', contentless_delete=1, tokenize='ascii')");
        database.Execute("CREATE TABLE document (id INTEGER PRIMARY KEY, moment INTEGER NOT NULL, label TEXT NOT NULL) STRICT");
        database.Execute("CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, source TEXT NOT NULL) STRICT");
        database.Execute("CREATE TABLE unread (id INTEGER PRIMARY KEY) STRICT");
        using (var begin = database.Prepare("INSERT INTO progress (id, position, source) VALUES (1, 0, ?1)")) begin.BindText(1, Encoding.UTF8.GetBytes(source)).Run();
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={ApplicationId}"));
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={Form(fields, termsVersion)}"));
        database.Execute("COMMIT");
    }

    private static int Form(ImmutableArray<TextField> fields, int termsVersion)
    {
        var form = string.Create(CultureInfo.InvariantCulture, $"{Version} {termsVersion} {string.Join(' ', fields.Select(field => field.Name))}");
        return (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(form)) & 0x3FFFFFFF) | 1;
    }
}
