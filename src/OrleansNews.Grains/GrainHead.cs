using Orleans.Storage;

namespace OrleansNews;

/// <summary>
/// The small stored object under a grain's own id, and the only commit point of its state. <see cref="Committed"/> is immutable and always something
/// that was durable: a failed write leaves nothing behind in memory.
/// </summary>
/// <remarks>
/// After a fault the outcome of a write is unknown, so the head is read again before the next one. After an <see cref="InconsistentStateException"/>
/// another activation has taken over: this one deactivates, and the exception reaches the caller, who may send the command again. An activation that ends
/// waits for a write on its way and begins no other, so that what a grain does in the background never moves the head under the activation that follows.
/// </remarks>
internal sealed class GrainHead<TState>
    where TState : class, new()
{
    private readonly IGrainContext _grain;
    private readonly IGrainStorage _storage;
    private readonly string _name;
    private string? _etag;
    private bool _stored;
    private bool _current;
    private bool _ended;
    private Task _writing = Task.CompletedTask;

    /// <summary>The object stored as <paramref name="name"/> under the id of <paramref name="grain"/>. In the constructor of the grain.</summary>
    public GrainHead(IGrainContext grain, IGrainStorage storage, string name)
    {
        _grain = grain;
        _storage = storage;
        _name = name;
        grain.ObservableLifecycle.Subscribe(name, GrainLifecycleStage.First, _ => Task.CompletedTask, _ => EndAsync());
    }

    /// <summary>The newest state that is known to be durable; a new <typeparamref name="TState"/> when nothing was ever stored.</summary>
    public TState Committed { get; private set; } = new();

    /// <summary>Reads the head when it was never read or when the last write ended in a fault. Before every change.</summary>
    public async Task RefreshAsync()
    {
        if (!_current) await ReloadAsync();
    }

    /// <summary>Reads the head again. True when it had moved.</summary>
    public async Task<bool> ReloadAsync()
    {
        var read = new GrainState<TState>(new TState());
        await _storage.ReadStateAsync(_name, _grain.GrainId, read);
        var moved = _stored != read.RecordExists || _etag != read.ETag;
        Committed = read is { RecordExists: true, State: { } state } ? state : new TState();
        _etag = read.ETag;
        _stored = read.RecordExists;
        _current = true;
        return moved;
    }

    /// <summary>Commits. One write at a time: callers keep them apart by <see cref="Turns"/> or <see cref="Batcher{T}"/>.</summary>
    public async Task WriteAsync(TState next)
    {
        if (!_current) throw new InvalidOperationException("The head must be refreshed before it is written.");
        if (_ended) throw new InconsistentStateException($"The activation that would write '{_name}' of {_grain.GrainId} has ended.");
        _current = false;
        var write = new GrainState<TState>(next, _etag) { RecordExists = _stored };
        try
        {
            _writing = _storage.WriteStateAsync(_name, _grain.GrainId, write);
            await _writing;
        }
        catch (InconsistentStateException)
        {
            _grain.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"Another activation wrote '{_name}' of {_grain.GrainId}."));
            throw;
        }

        Committed = next;
        _etag = write.ETag;
        _stored = true;
        _current = true;
    }

    private async Task EndAsync()
    {
        _ended = true;
        await _writing.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
    }
}
