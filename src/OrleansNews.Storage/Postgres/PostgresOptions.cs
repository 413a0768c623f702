namespace OrleansNews.Storage.Postgres;

/// <summary>The database of a cluster; section <c>Storage:Postgres</c>.</summary>
public sealed class PostgresOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Storage:Postgres";

    /// <summary>
    /// Where the database is, in Npgsql's form: <c>Host=localhost;Database=news;Username=news;Password=...</c>. PostgreSQL 15 or newer, encoding UTF8; the user
    /// makes the tables at the first start. No default. What the string leaves open is set so that a database which hangs is noticed within seconds and a process
    /// takes at most 20 connections, a silo two more.
    /// </summary>
    public string ConnectionString { get; set; } = "";
}
