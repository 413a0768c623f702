namespace OrleansNews.Comments.Threads;

/// <summary>Entries of a thread, by number from 1. Grows in pieces below the large object heap, so that growing copies nothing.</summary>
internal sealed class PieceTable<T>
    where T : struct
{
    private const int PieceBits = 9;
    private const int PieceSize = 1 << PieceBits;

    private readonly List<T[]> _pieces = [];

    public int Count { get; private set; }

    public ref T this[int number] => ref _pieces[(number - 1) >> PieceBits][(number - 1) & (PieceSize - 1)];

    /// <summary>Adds an empty entry and returns its number.</summary>
    public int Add()
    {
        if (Count == _pieces.Count * PieceSize) _pieces.Add(new T[PieceSize]);
        return ++Count;
    }

    /// <summary>Adds empty entries up to a number.</summary>
    public void GrowTo(int count)
    {
        while (Count < count) Add();
    }

    /// <summary>The longest stretch of entries from a number on that lies together in memory, at most <paramref name="count"/>.</summary>
    public Span<T> Stretch(int number, int count)
    {
        var piece = _pieces[(number - 1) >> PieceBits];
        var at = (number - 1) & (PieceSize - 1);
        return piece.AsSpan(at, Math.Min(count, PieceSize - at));
    }
}
