namespace OrleansNews.Comments.Threads;

/// <summary>
/// Finds comments by a hash: only their numbers are kept, in open addressing, and the hash is read from the entry. Several comments may have one hash.
/// </summary>
internal sealed class NumberTable(Func<int, ulong> hashOf)
{
    private int[] _slots = new int[16];
    private int _count;

    public void Add(int number)
    {
        if ((_count + 1) * 3 > _slots.Length * 2) Grow(_slots.Length * 2);
        Insert(number, hashOf(number));
        _count++;
    }

    /// <summary>Puts one comment in the place of another that has the same hash.</summary>
    public void Replace(int old, int number)
    {
        var i = Slot(hashOf(old));
        while (_slots[i] != old) i = (i + 1) & (_slots.Length - 1);
        _slots[i] = number;
    }

    /// <summary>Makes room at once for what will be added.</summary>
    public void Reserve(int count)
    {
        var size = _slots.Length;
        while ((_count + count) * 3L > size * 2L) size *= 2;
        if (size != _slots.Length) Grow(size);
    }

    /// <summary>The comments with a hash. An entry whose hash was cleared is not found any more.</summary>
    public Matches Find(ulong hash) => new(this, hash);

    private void Insert(int number, ulong hash)
    {
        var i = Slot(hash);
        while (_slots[i] != 0) i = (i + 1) & (_slots.Length - 1);
        _slots[i] = number;
    }

    // Cleared entries are dropped here: nothing finds them by a hash that they no longer have.
    private void Grow(int size)
    {
        var old = _slots;
        _slots = new int[size];
        _count = 0;
        foreach (var number in old)
        {
            if (number == 0 || hashOf(number) is not (not 0 and var hash)) continue;
            Insert(number, hash);
            _count++;
        }
    }

    private int Slot(ulong hash) => (int)((hash * 0x9E3779B97F4A7C15UL) >> 32) & (_slots.Length - 1);

    /// <summary>Enumerates without allocating.</summary>
    internal struct Matches(NumberTable table, ulong hash)
    {
        private int _slot = -1;

        public int Current { get; private set; }

        public readonly Matches GetEnumerator() => this;

        public bool MoveNext()
        {
            var slots = table._slots;
            _slot = _slot < 0 ? table.Slot(hash) : (_slot + 1) & (slots.Length - 1);
            for (; slots[_slot] != 0; _slot = (_slot + 1) & (slots.Length - 1))
            {
                if (table.HashOf(slots[_slot]) != hash) continue;
                Current = slots[_slot];
                return true;
            }

            return false;
        }
    }

    private ulong HashOf(int number) => hashOf(number);
}
