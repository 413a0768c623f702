using Microsoft.Extensions.Options;

namespace OrleansNews.Operations;

/// <summary>
/// Goes on serving for a while when the stop has begun, so that whoever hands out requests sees first that this process is not ready any more, and sends nobody to a listener
/// that closes.
/// </summary>
internal sealed class Drain(IOptions<OperationsOptions> options, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    /// <summary>Asks those who keep their connections to come back on another one; call it before everything that answers.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var stopping = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        app.Use((context, next) =>
        {
            if (stopping.IsCancellationRequested) context.Response.Headers.Connection = "close";
            return next(context);
        });
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A start that failed has served nobody.
        if (!lifetime.ApplicationStarted.IsCancellationRequested) return;
        await Task.Delay(options.Value.DrainFor.GetValueOrDefault(), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
