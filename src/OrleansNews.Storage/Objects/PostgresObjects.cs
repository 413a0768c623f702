using Npgsql;
using OrleansNews.Storage.Postgres;

namespace OrleansNews.Storage.Objects;

/// <summary>Objects as rows of the database that holds the state: a cluster needs nothing else.</summary>
internal sealed class PostgresObjects(PostgresDatabase database, string service) : IObjectStore
{
    private const string Insert = "INSERT INTO StoredObject (ServiceId, Name, Content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    private const string Select = "SELECT Content FROM StoredObject WHERE ServiceId = $1 AND Name = $2";
    private const string Delete = "DELETE FROM StoredObject WHERE ServiceId = $1 AND Name = $2";

    public Task PutAsync(string name, ReadOnlyMemory<byte> content)
    {
        ObjectName.RequireFitting(content);
        return RunAsync(Insert, name, async command =>
        {
            command.Parameters.Add(new() { Value = content });
            return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        });
    }

    public Task<byte[]?> FindAsync(string name) => RunAsync(Select, name, async command => (byte[]?)await command.ExecuteScalarAsync().ConfigureAwait(false));

    public Task DeleteAsync(string name) => RunAsync(Delete, name, command => command.ExecuteNonQueryAsync());

    private async Task<T> RunAsync<T>(string sql, string name, Func<NpgsqlCommand, Task<T>> run)
    {
        try
        {
            var command = database.Source.CreateCommand(sql);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new() { Value = service });
                command.Parameters.Add(new() { Value = ObjectName.Require(name) });
                return await run(command).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheDatabase(fault))
        {
            throw new GrainStorageUnavailableException($"The database did not do it: {fault.Message}", fault);
        }
    }
}
