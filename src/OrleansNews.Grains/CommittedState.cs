using Orleans.Storage;

namespace OrleansNews;

/// <summary>
/// The state of a small grain, changed by pure functions and committed in groups: changes that arrive while a write is in flight form the next batch,
/// each is answered when its batch is durable, and nobody sees what is not.
/// </summary>
internal sealed class CommittedState<TState>
    where TState : class, new()
{
    private readonly GrainHead<TState> _head;
    private readonly Batcher<IChange> _batcher;

    /// <summary>The state stored as <paramref name="name"/> under the id of <paramref name="grain"/>.</summary>
    public CommittedState(IGrainContext grain, IGrainStorage storage, string name)
    {
        _head = new(grain, storage, name);
        _batcher = new(CommitAsync);
    }

    /// <summary>The newest durable state.</summary>
    public TState Current => _head.Committed;

    /// <summary>Reads the state; on activation.</summary>
    public Task LoadAsync() => _head.RefreshAsync();

    /// <summary>Reads the state again, in turn with the changes: another activation may have written since this one did.</summary>
    public Task ReloadAsync() => _batcher.AddAsync(new Reading());

    /// <summary>
    /// Applies <paramref name="change"/>, which must be free of effects: it sees the changes before it in its batch. The same instance returned means that
    /// nothing changed; a batch without a change writes nothing.
    /// </summary>
    public async Task<TResult> ChangeAsync<TResult>(Func<TState, (TState Next, TResult Result)> change)
    {
        var asked = new Change<TResult>(change);
        await _batcher.AddAsync(asked);
        return asked.Answer();
    }

    private async Task CommitAsync(IReadOnlyList<IChange> batch)
    {
        await (batch.Any(change => change is Reading) ? _head.ReloadAsync() : _head.RefreshAsync());
        var next = _head.Committed;
        foreach (var change in batch) next = change.Apply(next);
        if (!ReferenceEquals(next, _head.Committed)) await _head.WriteAsync(next);
    }

    private interface IChange
    {
        TState Apply(TState state);
    }

    private sealed class Reading : IChange
    {
        public TState Apply(TState state) => state;
    }

    private sealed class Change<TResult>(Func<TState, (TState Next, TResult Result)> change) : IChange
    {
        private Func<TResult>? _answer;

        public TState Apply(TState state)
        {
            try
            {
                var (next, result) = change(state);
                _answer = () => result;
                return next;
            }
            catch (Exception refused)
            {
                // It is this caller's fault alone: the others of the batch go on.
                var captured = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(refused);
                _answer = () =>
                {
                    captured.Throw();
                    return default!;
                };
                return state;
            }
        }

        public TResult Answer() => _answer!();
    }
}
