using Microsoft.Extensions.Options;
using Npgsql;

namespace OrleansNews.Storage.Postgres;

/// <summary>Refuses a connection string that cannot work, before anything connects.</summary>
internal sealed class PostgresOptionsValidator : IValidateOptions<PostgresOptions>
{
    private const string Key = $"{PostgresOptions.Section}:{nameof(PostgresOptions.ConnectionString)}";
    private const string Example = "Use for example \"Host=localhost;Database=news;Username=news;Password=...\".";

    public ValidateOptionsResult Validate(string? name, PostgresOptions options) =>
        Objection(options.ConnectionString) is { } objection ? ValidateOptionsResult.Fail($"{Key}: {objection} {Example}") : ValidateOptionsResult.Success;

    // Never the string itself: it holds a password.
    private static string? Objection(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "there is no database named.";
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrWhiteSpace(parsed.Host)) return "no Host is named.";
            return string.IsNullOrWhiteSpace(parsed.Database) ? "no Database is named." : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException)
        {
            return "it is not a connection string that Npgsql reads.";
        }
    }
}
