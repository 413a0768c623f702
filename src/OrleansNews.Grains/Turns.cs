namespace OrleansNews;

/// <summary>
/// Lets the commands of a reentrant grain run one after the other, in the order of their arrival, while reads pass by. A command must not
/// start another one and wait for it.
/// </summary>
internal sealed class Turns
{
    private Task _last = Task.CompletedTask;

    /// <summary>Runs <paramref name="work"/> after everything that came before it, whether that failed or not.</summary>
    public Task<T> TakeAsync<T>(Func<Task<T>> work)
    {
        var mine = RunAfterAsync(_last, work);
        _last = mine;
        return mine;
    }

    private static async Task<T> RunAfterAsync<T>(Task earlier, Func<Task<T>> work)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        return await work();
    }
}
