namespace OrleansNews.Logs;

/// <summary>Sizes and ages of a log. The defaults are measured; the simulation makes them small so that everything happens within a short run.</summary>
internal sealed record LogOptions
{
    /// <summary>A tail of this many bytes becomes a block. It is written again with every commit, so it decides what a commit costs.</summary>
    public int TailBytes { get; init; } = 6 * 1024;

    /// <summary>
    /// A tail and a batch that come to this many bytes are written as a block before the head: in the tail they would be written again with the next commit, and once
    /// more as a block. A smaller batch is rather done with one write.
    /// </summary>
    public int DirectBlockBytes { get; init; } = 32 * 1024;

    /// <summary>
    /// Batches of this many bytes gather in the tail until it fills a block that need never be merged: so few of them are written again that it costs less than a block for each and a
    /// merged block, and no garbage lies in the store for a day.
    /// </summary>
    public int LargeBatchBytes { get; init; } = 64 * 1024;

    /// <summary>How many small neighbours are merged into one.</summary>
    public int MergeFanIn { get; init; } = 16;

    /// <summary>Up to which size blocks are merged.</summary>
    public int BlockBytes { get; init; } = 1024 * 1024;

    /// <summary>The most blocks that the head itself names.</summary>
    public int RecentBlocks { get; init; } = 64;

    /// <summary>How long a name rests in the graveyard before its object is deleted.</summary>
    public TimeSpan GraveyardAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Bytes of cold blocks kept in memory.</summary>
    public int CacheBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Names the deployment; a head of another one begins a new epoch.</summary>
    public string Deployment { get; init; } = "";
}
