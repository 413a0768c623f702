namespace OrleansNews.Cluster;

/// <summary>Waits for what is told behind an answer, where nobody says when it has arrived.</summary>
internal static class Waits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when it is so; a minute of it not being so is a failure, with its name.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="what">What is wrong when it does not come.</param>
    /// <param name="between">What is done before it is looked at again: moves a clock, for example.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, Action? between = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await condition())
        {
            if (patience.IsCancellationRequested) Assert.Fail(what);
            between?.Invoke();
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Returns what happens; as long as it does not, something is done now and then.</summary>
    public static async Task<T> ForAsync<T>(Task<T> happened, string what, Action between)
    {
        await UntilAsync(() => happened.IsCompleted, what, between);
        return await happened;
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, string, Action)"/>
    public static Task UntilAsync(Func<bool> condition, string what, Action? between = null) => UntilAsync(() => Task.FromResult(condition()), what, between);
}
