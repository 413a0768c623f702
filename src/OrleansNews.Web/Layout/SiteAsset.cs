using System.IO.Compression;

namespace OrleansNews.Layout;

/// <summary>One embedded file, compressed when it is first asked for.</summary>
internal sealed class SiteAsset(string name, byte[] content)
{
    private readonly Lazy<byte[]> _brotli = new(() => Compress(content));

    public string Name => name;

    public byte[] Content => content;

    public byte[] Brotli => _brotli.Value;

    public string ContentType => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(bytes);
        return compressed.ToArray();
    }
}
