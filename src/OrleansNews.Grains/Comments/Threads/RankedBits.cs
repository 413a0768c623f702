using System.Numerics;

namespace OrleansNews.Comments.Threads;

/// <summary>A growing set of small numbers that can be counted and walked without visiting each: for page numbers and orders in very long threads.</summary>
internal sealed class RankedBits
{
    private const int WordsInPiece = 64;

    private ulong[] _words = new ulong[WordsInPiece];
    private int[] _counts = new int[1];

    /// <summary>How many are in the set.</summary>
    public int Count { get; private set; }

    public bool this[int index]
    {
        get => index >> 6 < _words.Length && (_words[index >> 6] >> index & 1) != 0;
        set
        {
            var word = index >> 6;
            if (word >= _words.Length)
            {
                if (!value) return;
                Array.Resize(ref _words, (int)BitOperations.RoundUpToPowerOf2((uint)word + 1));
                Array.Resize(ref _counts, _words.Length / WordsInPiece);
            }

            var bit = 1UL << index;
            if ((_words[word] & bit) != 0 == value) return;
            _words[word] ^= bit;
            var change = value ? 1 : -1;
            _counts[word / WordsInPiece] += change;
            Count += change;
        }
    }

    /// <summary>How many members are below <paramref name="index"/>.</summary>
    public int Rank(int index)
    {
        var word = Math.Min(index >> 6, _words.Length);
        var piece = word / WordsInPiece;
        var rank = 0;
        for (var i = 0; i < piece; i++) rank += _counts[i];
        for (var i = piece * WordsInPiece; i < word; i++) rank += BitOperations.PopCount(_words[i]);
        if (word < _words.Length && (index & 63) != 0) rank += BitOperations.PopCount(_words[word] & ((1UL << index) - 1));
        return rank;
    }

    /// <summary>The member with <paramref name="rank"/> members below it; -1 when there are not so many.</summary>
    public int Select(int rank)
    {
        if (rank < 0 || rank >= Count) return -1;
        var piece = 0;
        for (; rank >= _counts[piece]; piece++) rank -= _counts[piece];
        var word = piece * WordsInPiece;
        for (; rank >= BitOperations.PopCount(_words[word]); word++) rank -= BitOperations.PopCount(_words[word]);
        var bits = _words[word];
        for (; rank > 0; rank--) bits &= bits - 1;
        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The first member that is at least <paramref name="index"/>; -1 when there is none.</summary>
    public int Next(int index) => Select(Rank(index));

    /// <summary>The last member below <paramref name="index"/>; -1 when there is none.</summary>
    public int Previous(int index)
    {
        // Among many the next one is near: most walks stay in a word.
        var word = (index - 1) >> 6;
        if (index > 0 && word < _words.Length && (_words[word] & ulong.MaxValue >> (-index & 63)) is var bits and not 0) return (word << 6) + 63 - BitOperations.LeadingZeroCount(bits);
        return Select(Rank(index) - 1);
    }
}
