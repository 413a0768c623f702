namespace OrleansNews.Cluster.Faults;

/// <summary>A fault, from its beginning until everything ran again, as timestamps.</summary>
internal sealed record FaultSpan(FaultKind Kind, long Began, long Ended)
{
    /// <summary>How long a silo with open connections is silent before another one votes against it: three of the longest probes (<c>FailureDetectionTests</c>).</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    /// <summary>After how long at most it is given up: one probe more, the votes, and the rest for a machine that does much else.</summary>
    public static readonly TimeSpan GivenUp = Silence + TimeSpan.FromSeconds(6);

    /// <summary>What failure detection may take: while that long after a fault somebody may still ask an activation that is not the current one, because a silo that was given up has not read it yet.</summary>
    public static readonly TimeSpan Detection = TimeSpan.FromSeconds(15);

    // What a machine that has just started a process is behind with.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Whether a fault that excuses something, or the time in which it is found out, touches the time between.</summary>
    public static bool Touches(IEnumerable<FaultSpan> faults, long from, long to) => faults.Any(fault => fault.Began <= to && fault.Kind switch
    {
        // There is nothing to be found out: a silo that stops hands over what it has, and nobody else misses a front end. Until its successor is ready, no balancer would ask that.
        FaultKind.StopSilo or FaultKind.KillFrontEnd => from <= fault.Ended + Seconds(Settling.TotalSeconds),
        _ => from <= fault.Ended + Seconds(Detection.TotalSeconds),
    });

    /// <summary>Seconds as a difference of timestamps.</summary>
    public static long Seconds(double seconds) => (long)(seconds * System.Diagnostics.Stopwatch.Frequency);
}
