using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace OrleansNews.Storage.Postgres.Groups;

/// <summary>What Orleans' storage provider is given for a database: whatever it executes goes to the pool of connections as it is, but writes of states go in groups.</summary>
internal sealed class GroupingDataSource(NpgsqlDataSource source, WriteGroups groups) : DbDataSource
{
    public override string ConnectionString => source.ConnectionString;

    // Orleans makes one, and never opens it, to see whether it is of the database that the configuration names.
    protected override DbConnection CreateDbConnection() => source.CreateConnection();

    protected override DbConnection OpenDbConnection() => new Connection(source, groups);

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) => new(OpenDbConnection());

    // Holds nothing: each statement takes a connection of the pool for itself.
    private sealed class Connection(NpgsqlDataSource source, WriteGroups groups) : DbConnection
    {
        [AllowNull]
        public override string ConnectionString
        {
            get => source.ConnectionString;
            set => throw new NotSupportedException();
        }

        public override string Database => "";

        public override string DataSource => "";

        public override string ServerVersion => "";

        public override ConnectionState State => ConnectionState.Open;

        public override void Open()
        {
        }

        public override void Close()
        {
        }

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

        protected override DbCommand CreateDbCommand() => new GroupingCommand(source.CreateCommand(), groups);
    }
}
