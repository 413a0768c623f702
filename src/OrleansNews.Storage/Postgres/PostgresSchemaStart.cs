using Microsoft.Extensions.Hosting;

namespace OrleansNews.Storage.Postgres;

/// <summary>Applies the schema before the silo starts: hosted services start in the order of their registration.</summary>
internal sealed class PostgresSchemaStart(PostgresSchema schema) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => schema.ApplyAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
