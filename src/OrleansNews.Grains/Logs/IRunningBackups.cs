namespace OrleansNews.Logs;

/// <summary>
/// Tells whether a backup runs. A backup reads a head first and its blocks after it, so nothing that entered the graveyard after the backup began is deleted before it has
/// ended. The host that makes backups replaces the default, which knows of none.
/// </summary>
public interface IRunningBackups
{
    /// <summary>When the oldest backup that still runs began; null when none runs.</summary>
    DateTimeOffset? OldestBeganAt { get; }
}

/// <summary>No backup ever runs beside the cluster.</summary>
internal sealed class NoRunningBackups : IRunningBackups
{
    public DateTimeOffset? OldestBeganAt => null;
}
