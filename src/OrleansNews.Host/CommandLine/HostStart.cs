namespace OrleansNews.CommandLine;

/// <summary>Starts a host, or leaves nothing of it behind.</summary>
internal static partial class HostStart
{
    /// <summary>Starts the host. When that fails, what had started hands over and closes its files in order, and the reason of the failure is what is thrown.</summary>
    public static async Task StartOrEndAsync(this IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            await EndAsync(host);
            throw;
        }
    }

    // A silo that never ran refuses to be stopped; that must not hide why it did not run.
    private static async Task EndAsync(IHost host)
    {
        try
        {
            await host.StopAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogNotStopped(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HostStart)), fault);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "What had started before the failure could not be stopped in order.")]
    private static partial void LogNotStopped(ILogger logger, Exception fault);
}
