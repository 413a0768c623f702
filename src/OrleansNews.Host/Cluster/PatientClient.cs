using OrleansNews.Operations;

namespace OrleansNews.Cluster;

/// <summary>
/// Lets a front end start while no silo answers: it connects in the background, and serves meanwhile what it has on its disk. Orleans' own service would hold up everything
/// that starts after it, the listener of pages above all.
/// </summary>
internal sealed partial class PatientClient(IHostedService inner, Contact contact, ILogger<PatientClient> log) : IHostedService, IDisposable
{
    // A cluster that is there is connected before the first page: nobody sees a start without it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopping = new();
    private Task _connecting = Task.CompletedTask;
    private volatile bool _hasWaited;

    /// <summary>Puts itself around the services that Orleans has registered for its client.</summary>
    public static void Install(IServiceCollection services, int from)
    {
        for (var i = from; i < services.Count; i++)
        {
            if (services[i] is not { ServiceType: var type, IsKeyedService: false } registered || type != typeof(IHostedService)) continue;
            if (Creator(registered) is not { } create) continue;
            services[i] = ServiceDescriptor.Singleton<IHostedService>(provider => new PatientClient(create(provider), provider.GetRequiredService<Contact>(), provider.GetRequiredService<ILogger<PatientClient>>()));
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        contact.Await();
        _connecting = ConnectAsync();
        await _connecting.WaitAsync(Patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!contact.IsAwaited) return;
        _hasWaited = true;
        LogWaiting();
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
            contact.End();
            if (_hasWaited) LogAnswered();
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            contact.End();
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

    [LoggerMessage(3, LogLevel.Information, "A silo answers now.")]
    private partial void LogAnswered();

    [LoggerMessage(2, LogLevel.Error, "The client of the cluster could not start.")]
    private partial void LogFailed(Exception fault);
}
