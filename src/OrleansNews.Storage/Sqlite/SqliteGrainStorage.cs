using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// Grain storage in one SQLite file. A write or clear is answered when it is durable (write-ahead log, <c>synchronous=FULL</c>); one thread commits those of
/// many grains together, and reads go beside it. ETags are random and never come back, deleted bytes are overwritten, and a clear deletes the row.
/// </summary>
/// <remarks>
/// A wrong ETag is an <see cref="InconsistentStateException"/> for its caller alone: an ETag where no row or another one is stored, or none where a row is
/// stored (a first write and a clear alike). Everything else that fails is a <see cref="GrainStorageUnavailableException"/>. A failed operation leaves the
/// caller's <see cref="IGrainState{T}"/> as it was.
/// </remarks>
public sealed class SqliteGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable, IDisposable
{
    private readonly string _name;
    private readonly IGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly SqliteStorageInstruments _instruments;
    private readonly WriteQueue _queue;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly Lock _gate = new();
    private Task? _started;
    private Task? _stopped;

    internal SqliteGrainStorage(
        string name,
        SqliteGrainStorageOptions options,
        IGrainStorageSerializer serializer,
        IActivatorProvider activators,
        IMeterFactory meters,
        ILogger<SqliteGrainStorage> logger)
    {
        _name = name;
        _serializer = serializer;
        _activators = activators;
        _instruments = new SqliteStorageInstruments(meters, name);
        _queue = new WriteQueue(options.MaxQueuedBytes);
        _instruments.Observe(() => _queue.Count, () => _queue.Bytes);
        var path = Path.GetFullPath(Path.Combine(options.DataDirectory, options.FileName));
        _writer = new SqliteWriter(path, options, _queue, _instruments, logger);
        _readers = new SqliteReaders(path, options.ReaderThreads, logger);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(SqliteGrainStorage)}-{_name}", ServiceLifecycleStage.ApplicationServices, _ => StartAsync(), _ => StopAsync());

    /// <summary>
    /// Opens the file, and makes it when it does not exist. Fails with <see cref="GrainStorageUnavailableException"/> when that is impossible and with
    /// <see cref="GrainStorageFormatException"/> when a newer build wrote it. The silo does this by itself.
    /// </summary>
    public Task StartAsync()
    {
        lock (_gate) return _started ??= StartOnceAsync();
    }

    /// <summary>Finishes what was begun, moves the log into the file and closes it. The silo does this by itself.</summary>
    public Task StopAsync()
    {
        lock (_gate) return _stopped ??= StopOnceAsync(_started);
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("read", stateName, grainId);
        RequireOpen();
        var started = Stopwatch.GetTimestamp();
        var stored = await _readers.ReadAsync(GrainStateKey.From(stateName, grainId)).ConfigureAwait(false);
        var state = stored is null ? default : _serializer.Deserialize<T>(new BinaryData(stored.Payload));
        grainState.State = state ?? _activators.GetActivator<T>().Create();
        grainState.ETag = stored?.ETag;
        grainState.RecordExists = stored is not null;
        _instruments.Read(Stopwatch.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("write", stateName, grainId);
        var etag = NewETag();
        var payload = _serializer.Serialize(grainState.State).ToMemory();
        await WriteAsync(stateName, grainId, grainState.ETag, etag, payload).ConfigureAwait(false);
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    /// <summary>
    /// Writes two states in one transaction: both or neither, whatever happens. An <see cref="InconsistentStateException"/> when either is stored with another ETag than its writer has,
    /// for a state without one when it is stored at all; a <see cref="GrainStorageUnavailableException"/> as with a single write.
    /// </summary>
    public async Task WriteStatesAsync<T>(string firstName, GrainId firstId, IGrainState<T> first, string secondName, GrainId secondId, IGrainState<T> second)
    {
        using var step = GrainStorageInstruments.Trace("write", firstName, firstId);
        var (firstETag, secondETag) = (NewETag(), NewETag());
        var other = new WriteOperation(GrainStateKey.From(secondName, secondId), Encode(second.ETag), Encode(secondETag), _serializer.Serialize(second.State).ToMemory());
        await WriteAsync(firstName, firstId, first.ETag, firstETag, _serializer.Serialize(first.State).ToMemory(), other).ConfigureAwait(false);
        (first.ETag, first.RecordExists) = (firstETag, true);
        (second.ETag, second.RecordExists) = (secondETag, true);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var step = GrainStorageInstruments.Trace("clear", stateName, grainId);
        await WriteAsync(stateName, grainId, grainState.ETag, newETag: null, payload: default).ConfigureAwait(false);
        grainState.State = _activators.GetActivator<T>().Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _readers.Dispose();
        _instruments.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task WriteAsync(string stateName, GrainId grainId, string? expectedETag, string? newETag, ReadOnlyMemory<byte> payload, WriteOperation? other = null)
    {
        RequireOpen();
        var started = Stopwatch.GetTimestamp();
        var operation = new WriteOperation(GrainStateKey.From(stateName, grainId), Encode(expectedETag), Encode(newETag), payload) { Other = other };
        _queue.Add(operation);
        var verdict = await operation.Task.ConfigureAwait(false);
        _instruments.Wrote(Stopwatch.GetElapsedTime(started));
        if (!verdict.Conflict) return;
        _instruments.Conflicted();
        throw new InconsistentStateException(
            $"The state '{stateName}' of grain {grainId}{(other is null ? "" : ", or what is written with it,")} is stored with another ETag than the writer has: somebody else wrote or cleared it.",
            verdict.StoredETag,
            expectedETag);
    }

    private void RequireOpen()
    {
        if (Volatile.Read(ref _started) is not { IsCompletedSuccessfully: true })
            throw new GrainStorageUnavailableException($"The grain storage '{_name}' is not open yet.");
        if (Volatile.Read(ref _stopped) is not null) throw new GrainStorageUnavailableException($"The grain storage '{_name}' is closed.");
    }

    private async Task StartOnceAsync()
    {
        await _writer.StartAsync().ConfigureAwait(false);
        _readers.Start();
    }

    private async Task StopOnceAsync(Task? started)
    {
        if (started is null) return;
        await started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!started.IsCompletedSuccessfully) return;
        // The writer closes the file last: a reader cannot remove the log.
        await _readers.StopAsync().ConfigureAwait(false);
        await _writer.StopAsync().ConfigureAwait(false);
    }

    private static string NewETag() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    // An empty ETag is what some callers send for none.
    private static byte[]? Encode(string? etag) => string.IsNullOrEmpty(etag) ? null : Encoding.UTF8.GetBytes(etag);
}
