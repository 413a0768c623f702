using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace OrleansNews.Site;

/// <summary>
/// Counts who reads which story, on the way of every page that is served: a reading counts once for each network address and story until <see cref="Turn"/> was called twice,
/// so that nobody makes a story popular by reloading it. Whoever has read it already costs a look at two bits: no lock, no allocation, nothing written.
/// </summary>
internal sealed class StoryViews
{
    /// <summary>Stories counted between two takings; more cannot matter.</summary>
    private const int MostStories = 100_000;

    // Of an IPv6 address the network: one household has as many of the others as it likes.
    private const int AddressLength = 8;

    private readonly SeenReaders _seen = new();
    private ConcurrentDictionary<ArticleId, StrongBox<int>> _counts = new();

    /// <summary>Counts a page that is served.</summary>
    /// <param name="context">The request.</param>
    /// <param name="article">The story whose page it is; null for a listing.</param>
    public void Count(HttpContext context, ArticleId? article)
    {
        if (article is not { } story || !HttpMethods.IsGet(context.Request.Method)) return;
        Span<byte> reading = stackalloc byte[AddressLength + sizeof(long)];
        Span<byte> address = stackalloc byte[16];
        if (context.Connection.RemoteIpAddress is { } remote && remote.TryWriteBytes(address, out var length))
        {
            // An IPv4 address in the clothes of an IPv6 one has its digits at the end.
            (remote.IsIPv4MappedToIPv6 ? address[12..] : address[..Math.Min(length, AddressLength)]).CopyTo(reading);
        }

        BinaryPrimitives.WriteInt64LittleEndian(reading[AddressLength..], story.Value);
        if (_seen.Has(reading) || !Readers.ArePeople(context.Request.Headers) || !_seen.Add(reading)) return;
        var counts = Volatile.Read(ref _counts);
        if (counts.Count < MostStories) Interlocked.Increment(ref counts.GetOrAdd(story, static _ => new()).Value);
    }

    /// <summary>The readings since the last time.</summary>
    public IEnumerable<(ArticleId Article, int Readings)> Take() =>
        Interlocked.Exchange(ref _counts, new()).Select(story => (story.Key, Volatile.Read(ref story.Value.Value)));

    /// <summary>From the second turn on, an address that reads a story again is counted again.</summary>
    public void Turn() => _seen.Turn();
}
