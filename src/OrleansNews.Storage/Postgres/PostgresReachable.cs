using Microsoft.Extensions.Hosting;

namespace OrleansNews.Storage.Postgres;

/// <summary>Ends a start in words for an operator when the database does not answer, before a client asks it for silos in vain.</summary>
internal sealed class PostgresReachable(PostgresSchema schema) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => schema.RequireReachableAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
