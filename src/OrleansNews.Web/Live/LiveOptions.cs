namespace OrleansNews.Live;

/// <summary>The live feed (section <c>Live</c>).</summary>
public sealed class LiveOptions
{
    internal const string Section = "Live";

    /// <summary>Live feeds that this process holds open, 1 to 1,000,000. More answers 503. Default: 50,000.</summary>
    public int MaxConnections { get; set; } = 50_000;

    /// <summary>How many events of a thread are kept for readers who come back, 500 to 1,000 (pages may be 250 behind). Who is further behind gets a reset. Default: 1,000.</summary>
    public int ReplayEvents { get; set; } = 1_000;

    /// <summary>Bytes of such events that are kept for one thread, 64 KiB to 256 MiB; readers from before them wait until they are read again. Default: 4 MiB.</summary>
    public int ReplayBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Bytes of such events that are kept for all threads together, 1 MiB to 64 GiB. While there are more, each thread keeps an equal share at most. Default: 256 MiB.
    /// </summary>
    public long ReplayBytesInAll { get; set; } = 256 * 1024 * 1024;

    /// <summary>Bytes that may wait for a slow reader before it is dropped, 4 KiB to 16 MiB. Default: 512 KiB.</summary>
    public int MaxWaitingBytes { get; set; } = 512 * 1024;

    /// <summary>How long a reader may take nothing before it is dropped, 1 to 60 seconds. Default: 10 seconds.</summary>
    public TimeSpan MaxWaiting { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a quiet feed carries a comment line, so that proxies keep it open: 1 to 60 seconds. Default: 15 seconds.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a thread is read although no hint came, 50 milliseconds to 1 minute. Default: 1 second.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the story itself is checked for a new revision, 50 milliseconds to 1 minute. Default: 2 seconds.</summary>
    public TimeSpan ArticlePoll { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the number of readers is reported and shown, 50 milliseconds to 5 seconds (a report counts for 15). Default: 5 seconds.</summary>
    public TimeSpan ReadersEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a thread is still followed after its last reader left, 0 to 10 minutes. Default: 10 seconds.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The shortest time after which a browser that lost its feed comes back, 100 milliseconds to 1 minute. Default: 2 seconds.</summary>
    public TimeSpan RetryFrom { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest such time; each reader gets one in between, so that they do not come back all at once. Default: 6 seconds.</summary>
    public TimeSpan RetryTo { get; set; } = TimeSpan.FromSeconds(6);
}
