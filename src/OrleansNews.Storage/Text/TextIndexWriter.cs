using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Storage.Text;

/// <summary>The connection that writes, and its statements.</summary>
internal sealed class TextIndexWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _insertTerms;
    private readonly SqliteStatement _insertDocument;
    private readonly SqliteStatement _deleteTerms;
    private readonly SqliteStatement _deleteDocument;
    private readonly SqliteStatement _setPosition;
    private readonly SqliteStatement _insertUnread;
    private readonly SqliteStatement _deleteUnread;
    private readonly SqliteStatement _someUnread;

    public TextIndexWriter(SqliteDatabase database, ImmutableArray<TextField> fields)
    {
        _database = database;
        var columns = string.Join(", ", fields.Select(field => field.Name));
        var values = string.Join(", ", fields.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"?{i + 2}")));
        _insertTerms = database.Prepare($"INSERT INTO terms (rowid, {columns}) VALUES (?1, {values})");
        _insertDocument = database.Prepare("INSERT INTO document (id, moment, label) VALUES (?1, ?2, ?3)");
        _deleteTerms = database.Prepare("DELETE FROM terms WHERE rowid = ?1");
        _deleteDocument = database.Prepare("DELETE FROM document WHERE id = ?1");
        _setPosition = database.Prepare("UPDATE progress SET position = ?1");
        _insertUnread = database.Prepare("INSERT OR IGNORE INTO unread (id) VALUES (?1)");
        _deleteUnread = database.Prepare("DELETE FROM unread WHERE id = ?1");
        // Chance, so that those which can never be read hide no others.
        _someUnread = database.Prepare("SELECT id FROM unread ORDER BY random() LIMIT ?1");
    }

    /// <summary>Up to where the file follows its source.</summary>
    public long Position => _database.QueryNumber("SELECT position FROM progress");

    /// <summary>Some of those that could not be read when the file went past them.</summary>
    public IReadOnlyList<long> SomeUnread(int most)
    {
        var found = new List<long>();
        _someUnread.BindNumber(1, most);
        while (_someUnread.Step()) found.Add(_someUnread.Number(0));
        _someUnread.Reset();
        return found;
    }

    /// <summary>
    /// Takes documents in and out, notes those that could not be read, and goes on from one position to another, all of it or nothing. False when the file is not at <paramref name="from"/>.
    /// </summary>
    public bool TryApply(IReadOnlyList<TextDocument> documents, IReadOnlyList<long> removed, IReadOnlyList<long> unread, long from, long position)
    {
        _database.Execute("BEGIN IMMEDIATE");
        if (Position != from)
        {
            _database.Execute("ROLLBACK");
            return false;
        }

        foreach (var id in removed) Remove(id);
        foreach (var document in documents)
        {
            Remove(document.Id);
            _insertDocument.BindNumber(1, document.Id).BindNumber(2, document.Moment).BindText(3, Encoding.UTF8.GetBytes(document.Label)).Run();
            _insertTerms.BindNumber(1, document.Id);
            for (var i = 0; i < document.Fields.Length; i++) _insertTerms.BindText(i + 2, Encoding.UTF8.GetBytes(document.Fields[i]));
            _insertTerms.Run();
        }

        foreach (var id in unread) _insertUnread.BindNumber(1, id).Run();
        _setPosition.BindNumber(1, position).Run();
        _database.Execute("COMMIT");
        return true;
    }

    public void Dispose()
    {
        _insertTerms.Dispose();
        _insertDocument.Dispose();
        _deleteTerms.Dispose();
        _deleteDocument.Dispose();
        _setPosition.Dispose();
        _insertUnread.Dispose();
        _deleteUnread.Dispose();
        _someUnread.Dispose();
        _database.Dispose();
    }

    private void Remove(long id)
    {
        _deleteUnread.BindNumber(1, id).Run();
        if (_deleteDocument.BindNumber(1, id).Run() > 0) _deleteTerms.BindNumber(1, id).Run();
    }
}
