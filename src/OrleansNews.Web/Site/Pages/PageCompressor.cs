using System.Buffers;
using System.IO.Compression;
using System.Threading.Channels;

namespace OrleansNews.Site;

/// <summary>
/// Compresses pages beside the requests: a few at once, a bounded number waiting, and nobody waits for it. What finds no room is served uncompressed until it is asked for again.
/// </summary>
internal sealed class PageCompressor : IAsyncDisposable
{
    private const int MostWaiting = 256;

    // Measured on a story with 50 comments: 5 is the last quality that takes about as long as rendering the page does.
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 20;

    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });
    private readonly Task _work;

    public PageCompressor() =>
        // Half of the processors at most: serving comes first.
        _work = Task.WhenAll(Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => Task.Run(WorkAsync)));

    /// <summary>Has a coding of a page made; <paramref name="ready"/> is told when it is there.</summary>
    public void Request(FinishedPage page, ContentCoding coding, Action ready)
    {
        if (!_jobs.Writer.TryWrite(new(page, coding, ready))) page.GiveUp();
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _work;
    }

    /// <summary>The bytes in a coding.</summary>
    public static byte[] Compress(byte[] bytes, ContentCoding coding)
    {
        if (coding == ContentCoding.Gzip)
        {
            using var compressed = new MemoryStream(bytes.Length / 4);
            using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
            return compressed.ToArray();
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            if (!BrotliEncoder.TryCompress(bytes, buffer, out var written, BrotliQuality, BrotliWindow)) throw new InvalidOperationException("A buffer of the greatest length was too short.");
            return buffer[..written];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync())
        {
            job.Page.Add(job.Coding, Compress(job.Page.Identity.Bytes, job.Coding));
            job.Ready();
        }
    }

    private sealed record Job(FinishedPage Page, ContentCoding Coding, Action Ready);
}
