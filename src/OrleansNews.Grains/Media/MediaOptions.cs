namespace OrleansNews.Media;

/// <summary>What the library of pictures takes, and how much of a silo it may use. Section <c>Media</c>.</summary>
internal sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>The most bytes of a file that is uploaded, 64 KiB to 100 MiB. Default: 20 MiB.</summary>
    public long MaxBytes { get; set; } = 20 << 20;

    /// <summary>The most pixels of a picture that is uploaded, 1 million to 1 billion; looked at before it is decoded. Default: 60 million.</summary>
    public long MaxPixels { get; set; } = 60_000_000;

    /// <summary>How many threads of a silo decode and encode pictures, at a lower priority than everything else, 1 to 64. Default: 1.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>How many uploads may wait for them, 1 to 1,000; more are asked to come back. Default: 8.</summary>
    public int MaxWaiting { get; set; } = 8;
}
