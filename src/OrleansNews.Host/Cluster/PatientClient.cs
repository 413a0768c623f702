namespace OrleansNews.Cluster;

/// <summary>
/// Lets a front end start while no silo answers: it connects in the background, and serves meanwhile what it has on its disk. Orleans' own service would hold up everything
/// that starts after it, the listener of pages above all.
/// </summary>
internal sealed partial class PatientClient(IHostedService inner, ILogger<PatientClient> log) : IHostedService, IDisposable
{
    // A cluster that is there is connected before the first page: nobody sees a start without it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopping = new();
    private Task _connecting = Task.CompletedTask;

    /// <summary>Puts itself around the services that Orleans has registered for its client.</summary>
    public static void Install(IServiceCollection services, int from)
    {
        for (var i = from; i < services.Count; i++)
        {
            if (services[i] is not { ServiceType: var type, IsKeyedService: false } registered || type != typeof(IHostedService)) continue;
            if (Creator(registered) is not { } create) continue;
            services[i] = ServiceDescriptor.Singleton<IHostedService>(provider => new PatientClient(create(provider), provider.GetRequiredService<ILogger<PatientClient>>()));
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _connecting = ConnectAsync();
        await _connecting.WaitAsync(Patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_connecting.IsCompleted) LogWaiting();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await inner.StopAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task ConnectAsync()
    {
        await Task.Yield();
        try
        {
            await inner.StartAsync(_stopping.Token);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            LogFailed(fault);
        }
    }

    private static Func<IServiceProvider, IHostedService>? Creator(ServiceDescriptor registered) => registered switch
    {
        { ImplementationFactory: { } factory } => provider => (IHostedService)factory(provider),
        { ImplementationType: { } type } => provider => (IHostedService)ActivatorUtilities.CreateInstance(provider, type),
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Warning, "No gateway answers yet. Pages are served from the copies on this disk until one does.")]
    private partial void LogWaiting();

    [LoggerMessage(2, LogLevel.Error, "The client of the cluster could not start.")]
    private partial void LogFailed(Exception fault);
}
