namespace OrleansNews.Media;

/// <summary>How a front end serves pictures. Section <c>Media</c>.</summary>
public sealed class MediaReadOptions
{
    internal const string Section = "Media";

    /// <summary>Bytes of files of pictures that a front end keeps in memory, 0 to 64 GiB. Default: 64 MiB.</summary>
    public long CacheBytes { get; set; } = 64 << 20;
}
