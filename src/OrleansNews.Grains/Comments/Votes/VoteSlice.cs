using System.Buffers.Binary;

namespace OrleansNews.Comments;

/// <summary>
/// Votes in memory, 8 bytes each: for each comment the hashes of the browsers that voted for and against it, ascending. Immutable.
/// </summary>
/// <remarks>Stored: comment (4 bytes), votes for (4), votes against (4), then the hashes of both; little-endian; comments ascending. Never change.</remarks>
internal sealed class VoteSlice
{
    private readonly SortedDictionary<int, (ulong[] Up, ulong[] Down)> _comments = [];

    public static VoteSlice Empty { get; } = new();

    /// <summary>How many votes it holds.</summary>
    public int Count => _comments.Values.Sum(votes => votes.Up.Length + votes.Down.Length);

    /// <summary>Every vote.</summary>
    public IEnumerable<CastVoteEntry> Votes =>
        from comment in _comments
        from entry in comment.Value.Up.Select(browser => new CastVoteEntry(comment.Key, browser, Vote.Up))
            .Concat(comment.Value.Down.Select(browser => new CastVoteEntry(comment.Key, browser, Vote.Down)))
        select entry;

    /// <summary>The vote of a browser on a comment.</summary>
    public Vote Find(int comment, ulong browser) =>
        !_comments.TryGetValue(comment, out var votes) ? Vote.None
        : Array.BinarySearch(votes.Up, browser) >= 0 ? Vote.Up
        : Array.BinarySearch(votes.Down, browser) >= 0 ? Vote.Down
        : Vote.None;

    /// <summary>The same with newer votes instead of the older ones of the same browsers.</summary>
    public VoteSlice With(IEnumerable<CastVoteEntry> newer)
    {
        var slice = new VoteSlice();
        foreach (var (comment, votes) in _comments) slice._comments[comment] = votes;
        foreach (var votes in newer.GroupBy(entry => entry.Comment))
        {
            var latest = votes.GroupBy(entry => entry.Browser).ToDictionary(group => group.Key, group => group.Last().Vote);
            var (up, down) = slice._comments.GetValueOrDefault(votes.Key, ([], []));
            up = Merge(up, latest, Vote.Up);
            down = Merge(down, latest, Vote.Down);
            if (up.Length + down.Length > 0) slice._comments[votes.Key] = (up, down);
            else slice._comments.Remove(votes.Key);
        }

        return slice;
    }

    public byte[] Pack()
    {
        var bytes = new byte[(_comments.Count * 12) + (Count * 8)];
        var rest = bytes.AsSpan();
        foreach (var (comment, (up, down)) in _comments)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, comment);
            BinaryPrimitives.WriteInt32LittleEndian(rest[4..], up.Length);
            BinaryPrimitives.WriteInt32LittleEndian(rest[8..], down.Length);
            rest = rest[12..];
            foreach (var browser in up.Concat(down))
            {
                BinaryPrimitives.WriteUInt64LittleEndian(rest, browser);
                rest = rest[8..];
            }
        }

        return bytes;
    }

    public static VoteSlice Unpack(ReadOnlySpan<byte> bytes)
    {
        var slice = new VoteSlice();
        while (!bytes.IsEmpty)
        {
            var comment = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            var up = new ulong[BinaryPrimitives.ReadInt32LittleEndian(bytes[4..])];
            var down = new ulong[BinaryPrimitives.ReadInt32LittleEndian(bytes[8..])];
            bytes = bytes[12..];
            foreach (var hashes in new[] { up, down })
            {
                for (var i = 0; i < hashes.Length; i++) hashes[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
                bytes = bytes[(8 * hashes.Length)..];
            }

            slice._comments[comment] = (up, down);
        }

        return slice;
    }

    private static ulong[] Merge(ulong[] hashes, Dictionary<ulong, Vote> latest, Vote vote) =>
        [.. hashes.Where(browser => !latest.ContainsKey(browser)).Concat(latest.Where(entry => entry.Value == vote).Select(entry => entry.Key)).Order()];
}
