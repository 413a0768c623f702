using Microsoft.Extensions.Options;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>Settings <c>Threads:*</c>: the bounds of one comment thread.</summary>
public sealed class ThreadOptions
{
    internal const string Section = "Threads";

    /// <summary>Commands that may wait for a commit, 1 to 100,000; one more is answered Busy (503). As many again may wait for the registry of outboxes. Default: 2,000.</summary>
    public int MaxQueuedCommands { get; set; } = 2_000;

    /// <summary>Bytes of commands that may wait for a commit, 64 KiB to 64 MiB; beyond it the answer is Busy (503). Default: 4 MiB.</summary>
    public int MaxQueuedBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Commands in one commit, 1 to 10,000. Default: 512.</summary>
    public int MaxBatchCommands { get; set; } = 512;

    /// <summary>Bytes of commands in one commit, 64 KiB to 16 MiB; a single larger command has a commit of its own. Default: 1 MiB.</summary>
    public int MaxBatchBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many of the newest submissions of a thread are recognised when they are repeated, however old they are, 1,000 to 4,194,303. Those of the last 24 hours are recognised
    /// in any case; a repetition of an older one is still caught by the duplicate rule. Default: 1,000,000.
    /// </summary>
    public int RememberedSubmissions { get; set; } = 1_000_000;

    /// <summary>Bytes of the open tail at which it becomes a block, 1 KiB to 64 KiB. The tail is written again with every commit. Default: 6 KiB: with its head it mostly fits a page of PostgreSQL.</summary>
    public int TailBytes { get; set; } = 6 * 1024;

    /// <summary>Up to which size blocks are merged, 64 KiB to 3 MiB. Default: 1 MiB.</summary>
    public int BlockBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of cold blocks and texts that one thread keeps in memory, 64 KiB to 256 MiB. Default: 8 MiB.</summary>
    public int CacheBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Events after which the index is stored again, so that an activation reads few of them, 100 to 1,000,000. Default: 8,192.</summary>
    public int SnapshotEvents { get; set; } = 8_192;

    /// <summary>How long garbage is kept before it is deleted, 1 hour to 30 days. Default: 24 hours.</summary>
    public TimeSpan GraveyardAge { get; set; } = TimeSpan.FromHours(24);

    internal LogOptions ToLogOptions(string deployment) => new()
    {
        TailBytes = TailBytes,
        DirectBlockBytes = Math.Max(32 * 1024, 4 * TailBytes),
        BlockBytes = BlockBytes,
        CacheBytes = CacheBytes / 2,
        GraveyardAge = GraveyardAge,
        Deployment = deployment,
    };
}

/// <summary>Checks <see cref="ThreadOptions"/> at start.</summary>
internal sealed class ThreadOptionsValidator : IValidateOptions<ThreadOptions>
{
    public ValidateOptionsResult Validate(string? name, ThreadOptions options)
    {
        List<string> errors = [];
        Check(errors, nameof(options.MaxQueuedCommands), options.MaxQueuedCommands, 1, 100_000);
        Check(errors, nameof(options.MaxQueuedBytes), options.MaxQueuedBytes, 64 * 1024, 64 * 1024 * 1024);
        Check(errors, nameof(options.MaxBatchCommands), options.MaxBatchCommands, 1, 10_000);
        Check(errors, nameof(options.MaxBatchBytes), options.MaxBatchBytes, 64 * 1024, 16 * 1024 * 1024);
        Check(errors, nameof(options.RememberedSubmissions), options.RememberedSubmissions, 1_000, CommentId.MaxNumber);
        Check(errors, nameof(options.TailBytes), options.TailBytes, 1024, 64 * 1024);
        Check(errors, nameof(options.BlockBytes), options.BlockBytes, 64 * 1024, 3 * 1024 * 1024);
        Check(errors, nameof(options.CacheBytes), options.CacheBytes, 64 * 1024, 256 * 1024 * 1024);
        Check(errors, nameof(options.SnapshotEvents), options.SnapshotEvents, 100, 1_000_000);
        if (options.GraveyardAge < TimeSpan.FromHours(1) || options.GraveyardAge > TimeSpan.FromDays(30))
            errors.Add($"Threads:{nameof(options.GraveyardAge)} is {options.GraveyardAge}: set it between 01:00:00 and 30.00:00:00.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check(List<string> errors, string key, int value, int least, int most)
    {
        if (value < least || value > most) errors.Add($"Threads:{key} is {value}: set it between {least} and {most}.");
    }
}
