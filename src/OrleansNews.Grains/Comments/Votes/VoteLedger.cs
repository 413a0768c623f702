using System.Buffers.Binary;
using System.IO.Hashing;

namespace OrleansNews.Comments;

/// <summary>The head of a shard in memory: the newest votes, and the counts of all. A copy is changed, and takes the place of the original when it is durable.</summary>
internal sealed class VoteLedger
{
    /// <summary>When the head holds more votes than this, they move into slices.</summary>
    public const int MostRecent = 256;

    /// <summary>A slice with more votes than this is split in two: its stored form is at most some 700 KiB.</summary>
    public const int MostInSlice = 64 * 1024;

    private const int PageSize = 256;

    private VoteLedger() { }

    /// <summary>Votes that are in no slice; <see cref="Vote.None"/> takes back what a slice still holds.</summary>
    public Dictionary<(int Comment, ulong Browser), Vote> Recent { get; private init; } = [];

    /// <summary>Counts by comment.</summary>
    public SortedDictionary<int, (int Up, int Down)> Counts { get; private init; } = [];

    /// <summary>The page of a comment.</summary>
    public static int PageOf(int comment) => comment / IThreadVotesGrain.Shards / PageSize;

    /// <summary>Which of a page's slices keeps the votes of a browser.</summary>
    public static int SliceOf(ulong browser, int slices) => (int)(browser % (ulong)slices);

    /// <summary>A browser in a thread: nothing that could be followed from one story to the next.</summary>
    public static ulong HashOf(BrowserId browser, ArticleId article)
    {
        Span<byte> bytes = stackalloc byte[24];
        browser.Value.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], article.Value);
        return XxHash3.HashToUInt64(bytes);
    }

    public static VoteLedger Of(ThreadVotesState state)
    {
        var ledger = new VoteLedger();
        for (var rest = state.Recent.AsSpan(); !rest.IsEmpty; rest = rest[13..])
            ledger.Recent[(BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[4..]))] = (Vote)rest[12];
        for (var rest = state.Counts.AsSpan(); !rest.IsEmpty; rest = rest[12..])
            ledger.Counts[BinaryPrimitives.ReadInt32LittleEndian(rest)] = (BinaryPrimitives.ReadInt32LittleEndian(rest[4..]), BinaryPrimitives.ReadInt32LittleEndian(rest[8..]));
        return ledger;
    }

    public VoteLedger Copy() => new() { Recent = new(Recent), Counts = new(Counts) };

    /// <summary>Puts <paramref name="vote"/> in place of <paramref name="before"/>.</summary>
    public void Cast(int comment, ulong browser, Vote before, Vote vote)
    {
        Recent[(comment, browser)] = vote;
        var (up, down) = Counts.GetValueOrDefault(comment);
        Counts[comment] = (up + Worth(vote, Vote.Up) - Worth(before, Vote.Up), down + Worth(vote, Vote.Down) - Worth(before, Vote.Down));
    }

    public byte[] PackRecent()
    {
        var bytes = new byte[Recent.Count * 13];
        var rest = bytes.AsSpan();
        foreach (var ((comment, browser), vote) in Recent)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, comment);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[4..], browser);
            rest[12] = (byte)vote;
            rest = rest[13..];
        }

        return bytes;
    }

    public byte[] PackCounts()
    {
        var bytes = new byte[Counts.Count * 12];
        var rest = bytes.AsSpan();
        foreach (var (comment, (up, down)) in Counts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, comment);
            BinaryPrimitives.WriteInt32LittleEndian(rest[4..], up);
            BinaryPrimitives.WriteInt32LittleEndian(rest[8..], down);
            rest = rest[12..];
        }

        return bytes;
    }

    private static int Worth(Vote vote, Vote direction) => vote == direction ? 1 : 0;
}
