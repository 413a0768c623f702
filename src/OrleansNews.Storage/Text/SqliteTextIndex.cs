using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OrleansNews.Storage.Sqlite;
using SQLitePCL;

namespace OrleansNews.Storage.Text;

/// <summary>
/// Full-text search in one SQLite file (FTS5) that follows a source: what it knows, and up to which position of the source, is written together. The file can be made anew at
/// any time, and is replaced when it is damaged, of another form, or follows another source. SQLite blocks, so one thread writes and a few read, and how much waits for them is bounded.
/// </summary>
public sealed partial class SqliteTextIndex : IAsyncDisposable, IDisposable
{
    private const int MostWritesWaiting = 16;

    private readonly string _path;
    private readonly string _source;
    private readonly ImmutableArray<TextField> _fields;
    private readonly int _termsVersion;
    private readonly ILogger _logger;

    // Readers share the file; replacing it needs it alone.
    private readonly ReaderWriterLockSlim _file = new();
    private readonly ConnectionThreads<TextIndexWriter> _writer;
    private readonly ConnectionThreads<TextIndexReader> _readers;
    private Task? _stopped;
    private volatile bool _isDamaged;

    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="source">Names what is followed. Positions of two sources have nothing to do with each other: a file that follows another one is replaced.</param>
    /// <param name="fields">The fields of every document.</param>
    /// <param name="termsVersion">How callers fold terms; a file with terms of another version is replaced.</param>
    /// <param name="readers">How many threads read.</param>
    /// <param name="mostWaiting">How many queries may wait for them.</param>
    /// <param name="logger">Is told when a file is replaced.</param>
    public SqliteTextIndex(string path, string source, ImmutableArray<TextField> fields, int termsVersion, int readers, int mostWaiting, ILogger logger)
    {
        _path = Path.GetFullPath(path);
        _source = source;
        _fields = fields;
        _termsVersion = termsVersion;
        _logger = logger;
        var name = Path.GetFileName(path);
        _readers = new($"Reader of {name}", readers, mostWaiting, () => new(SqliteDatabase.Open(_path, SqliteAccess.Read), _fields), _file);
        _writer = new($"Writer of {name}", 1, MostWritesWaiting, OpenWriter);
    }

    /// <summary>Up to which position of the source the file has everything; 0 for a file that is new, which it may have become just now by being replaced.</summary>
    /// <exception cref="TextIndexUnavailableException">There can be no file.</exception>
    public async Task<long> GetPositionAsync()
    {
        if (_isDamaged) await ResetAsync().ConfigureAwait(false);
        return await AskAsync(_writer, static writer => writer.Position).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes documents in and out and goes on from one position to another. Every query that is asked after the return sees it. False, and nothing is changed, when the file is
    /// not at <paramref name="from"/>: it was replaced meanwhile.
    /// </summary>
    /// <param name="documents">Taken in.</param>
    /// <param name="removed">Taken out.</param>
    /// <param name="from">Where the file must be.</param>
    /// <param name="position">Where it is then.</param>
    /// <param name="unread">Could not be read. They stay as the file has them, and are noted until they are taken in or out.</param>
    /// <exception cref="TextIndexUnavailableException">Nothing was changed, or it is not known.</exception>
    public Task<bool> ApplyAsync(IReadOnlyList<TextDocument> documents, IReadOnlyList<long> removed, long from, long position, IReadOnlyList<long>? unread = null) =>
        AskAsync(_writer, writer => writer.TryApply(documents, removed, unread ?? [], from, position));

    /// <summary>Some of those that are noted as unread, by chance.</summary>
    /// <exception cref="TextIndexUnavailableException">There can be no file.</exception>
    public Task<IReadOnlyList<long>> SomeUnreadAsync(int most) => AskAsync(_writer, writer => writer.SomeUnread(most));

    /// <summary>The best matches of a query.</summary>
    /// <exception cref="TextIndexBusyException">Too many queries wait.</exception>
    /// <exception cref="TextIndexUnavailableException">The file does not answer.</exception>
    public Task<TextMatches> FindAsync(TextQuery query) => AskAsync(_readers, reader => reader.Find(query));

    /// <summary>Begins anew with an empty file at position 0.</summary>
    /// <exception cref="TextIndexUnavailableException">The file could not be replaced.</exception>
    public async Task ResetAsync()
    {
        try
        {
            await _writer.RunClosedAsync(() => Replace().Dispose()).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unavailable(fault, _isDamaged);
        }
    }

    /// <summary>Finishes what was begun and closes the file.</summary>
    public Task StopAsync() => _stopped ??= StopOnceAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _readers.Dispose();
        _writer.Dispose();
        _file.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // The writer closes the file last: a reader cannot remove the log.
    private async Task StopOnceAsync()
    {
        await _readers.StopAsync().ConfigureAwait(false);
        await _writer.StopAsync().ConfigureAwait(false);
    }

    private async Task<T> AskAsync<TConnection, T>(ConnectionThreads<TConnection> threads, Func<TConnection, T> work)
        where TConnection : class, IDisposable
    {
        try
        {
            return await threads.RunAsync(work).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            var isDamaged = IsDamage(fault);
            _isDamaged |= isDamaged;
            throw Unavailable(fault, isDamaged);
        }
    }

    private TextIndexWriter OpenWriter()
    {
        try
        {
            if (TextIndexSchema.TryOpen(_path, _source, _fields, _termsVersion) is { } database) return new(database, _fields);
            LogOfAnother(_path);
        }
        catch (SqliteException fault) when (IsDamage(fault) || fault.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            // The latter: a table is missing, or is another one, in a file that says it has it.
            LogDamaged(fault, _path);
        }

        return new(Replace(), _fields);
    }

    // Readers never see that there was no file for a moment.
    private SqliteDatabase Replace()
    {
        _file.EnterWriteLock();
        try
        {
            _readers.CloseAll();
            TextIndexSchema.Delete(_path);
            var database = TextIndexSchema.TryOpen(_path, _source, _fields, _termsVersion)!;
            _isDamaged = false;
            return database;
        }
        finally
        {
            _file.ExitWriteLock();
        }
    }

    private static bool IsDamage(Exception fault) => fault is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    private TextIndexUnavailableException Unavailable(Exception fault, bool isDamaged) => new($"The index file {_path} cannot be used: {fault.Message}", isDamaged, fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "The index file {Path} is of another form than this build writes, or follows another source; it is made anew")]
    private partial void LogOfAnother(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index file {Path} is damaged; it is made anew")]
    private partial void LogDamaged(Exception fault, string path);
}
