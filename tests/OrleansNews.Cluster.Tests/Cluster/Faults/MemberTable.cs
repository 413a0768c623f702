using System.Globalization;
using Npgsql;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Faults;

/// <summary>What the table of members says of the silo on an address, asked for past every silo.</summary>
internal sealed class MemberTable(PostgresServer database, string connection)
{
    private const int Dead = 6;

    private readonly string _database = new NpgsqlConnectionStringBuilder(connection).Database!;

    /// <summary>Which of those that ran there is the newest.</summary>
    public async Task<int> NewestAsync(string address, int port) =>
        int.Parse(await AskAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT max(Generation) FROM OrleansMembership WHERE Address = '{address}' AND Port = {port}")), CultureInfo.InvariantCulture);

    /// <summary>Whether the others have given it up.</summary>
    public async Task<bool> IsDeadAsync(string address, int port, int generation) =>
        await AskAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM OrleansMembership WHERE Address = '{address}' AND Port = {port} AND Generation = {generation} AND Status = {Dead}")) == "1";

    private async Task<string> AskAsync(string sql) => (await database.SqlAsync(_database, sql)).Trim();
}
