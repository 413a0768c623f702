using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace OrleansNews.Storage.Postgres;

/// <summary>Puts what a database said into words for an operator.</summary>
internal static class PostgresFaults
{
    private const string Setting = $"It is set as {PostgresOptions.Section}:{nameof(PostgresOptions.ConnectionString)}.";

    /// <summary>Whether the database, or the way to it, is the cause, and not the caller.</summary>
    public static bool IsOfTheDatabase(Exception fault) => fault is DbException or TimeoutException or SocketException or IOException or ObjectDisposedException;

    /// <summary>The fault of a start, with its cure.</summary>
    public static GrainStorageUnavailableException Explain(PostgresDatabase database, Exception fault) =>
        new($"{Capital(database.Name)} cannot be used: {Reason(fault)}", fault);

    private static string Reason(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
            $"{refused.MessageText}. Name a user and password that may connect. {Setting}",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"there is no such database. Make it with: createdb --encoding=UTF8 NAME. {Setting}",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused =>
            $"{refused.MessageText}. Its user makes tables at the first start, and changes them at that of a newer build: let the owner of the database run GRANT CREATE, USAGE ON SCHEMA public TO the user, and let the user own the tables.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => $"it is read-only, a standby perhaps. Name the primary server. {Setting}",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "the server has no connection left. Raise its max_connections, or add \"Maximum Pool Size=10\" to the connection string.",
        PostgresException other => $"{other.MessageText} ({other.SqlState}).",
        NpgsqlException { InnerException: SocketException unreachable } => $"no server answers there ({unreachable.Message}). Start PostgreSQL, or name another host and port. {Setting}",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => $"no answer came in time. {Setting}",
        _ => $"{fault.Message} {Setting}",
    };

    /// <summary>At the beginning of a sentence.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
