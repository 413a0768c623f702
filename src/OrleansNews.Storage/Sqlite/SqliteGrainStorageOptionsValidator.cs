using Microsoft.Extensions.Options;
using Orleans.Providers;

namespace OrleansNews.Storage.Sqlite;

/// <summary>Refuses settings that cannot work, before the silo starts.</summary>
internal sealed class SqliteGrainStorageOptionsValidator(string provider) : IValidateOptions<SqliteGrainStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteGrainStorageOptions options)
    {
        if (name != provider) return ValidateOptionsResult.Skip;
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(SqliteGrainStorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            yield return $"{Key(nameof(options.DataDirectory))} is empty: name the folder that holds the data.";
        if (string.IsNullOrWhiteSpace(options.FileName) || Path.GetFileName(options.FileName) != options.FileName)
            yield return $"{Key(nameof(options.FileName))} is '{options.FileName}': give the name of a file, without a folder.";
        foreach (var failure in new[]
        {
            Between(nameof(options.MaxBatchOperations), options.MaxBatchOperations, 1, 100_000),
            Between(nameof(options.MaxBatchBytes), options.MaxBatchBytes, 64L << 10, 256L << 20),
            Between(nameof(options.MaxQueuedBytes), options.MaxQueuedBytes, 1L << 20, 16L << 30),
            Between(nameof(options.CheckpointBytes), options.CheckpointBytes, 64L << 10, 1L << 30),
            Between(nameof(options.ReaderThreads), options.ReaderThreads, 1, 64),
        })
        {
            if (failure is not null) yield return failure;
        }
    }

    private string? Between(string option, long value, long least, long most) =>
        value >= least && value <= most ? null : $"{Key(option)} is {value}: choose a number from {least} to {most}.";

    private string Key(string option) => provider == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME
        ? $"{SqliteGrainStorageOptions.Section}:{option}"
        : $"{option} of the SQLite storage '{provider}'";
}
