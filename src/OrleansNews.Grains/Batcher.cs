namespace OrleansNews;

/// <summary>
/// Runs what arrives in batches, one batch at a time: what is added while a batch runs forms the next one. For one activation, whose scheduler
/// keeps the turns apart; not for threads.
/// </summary>
/// <param name="run">Runs a batch.</param>
/// <param name="rest">Ends when the next batch may close, where it is not to close as soon as the one before has run.</param>
internal sealed class Batcher<T>(Func<IReadOnlyList<T>, Task> run, Func<Task>? rest = null)
{
    private List<T> _forming = [];
    private Task? _formed;
    private Task _last = Task.CompletedTask;

    /// <summary>Ends when the batch of <paramref name="item"/> has run, and fails when it failed.</summary>
    public Task AddAsync(T item)
    {
        _forming.Add(item);
        return _formed ??= _last = RunAfterAsync(_last);
    }

    private async Task RunAfterAsync(Task earlier)
    {
        // The yield lets _formed be assigned before the batch closes, even when nothing runs at the moment.
        await Task.Yield();
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (rest is not null) await rest();
        var batch = _forming;
        _forming = [];
        _formed = null;
        await run(batch);
    }
}
