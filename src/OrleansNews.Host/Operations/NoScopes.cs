namespace OrleansNews.Operations;

/// <summary>Logging scopes that nobody reads: none is kept.</summary>
internal sealed class NoScopes : IExternalScopeProvider, IDisposable
{
    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
    }

    public IDisposable Push(object? state) => this;

    public void Dispose()
    {
    }
}
