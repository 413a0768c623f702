namespace OrleansNews.Demo;

/// <summary>Fills an empty newspaper between the start of the silo and that of the public listener, so that nobody sees it half filled.</summary>
internal sealed class DemoFilling(IClusterClient cluster, [FromKeyedServices(NewsClock.Key)] TimeProvider time) : IHostedService
{
    /// <summary>What was done; null before the start.</summary>
    public DemoOutcome? Outcome { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken) => Outcome = await new DemoNewspaper(cluster, time).FillAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
