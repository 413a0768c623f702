namespace OrleansNews.Comments.Threads;

/// <summary>
/// Finds comments by a hash, in open addressing. A slot is a number and, in the bits that numbers leave, a few bits of its hash: entries lie all over memory, and only
/// one that most probably matches is looked at. Several comments may have one hash. A large table is in many parts that grow one at a time: to place a million comments
/// anew at once would stop a thread for a quarter of a second.
/// </summary>
internal sealed class NumberTable(Func<int, ulong> hashOf)
{
    private const int PartBits = 8;
    private const int LargestSinglePart = 8_192;

    // A batch puts one or two into each of many parts.
    private const int SoonAdded = 4;

    private const int NumberBits = 22;
    private const uint NumberMask = CommentId.MaxNumber;

    private Part[] _parts = [new()];

    public void Add(int number)
    {
        if (_parts.Length == 1 && _parts[0].Slots.Length == LargestSinglePart && _parts[0].WouldFill(LargestSinglePart, 1)) Split();
        Insert(number, Mix(hashOf(number)));
    }

    /// <summary>Puts one comment in the place of another that has the same hash.</summary>
    public void Replace(int old, int number)
    {
        var hash = Mix(hashOf(old));
        var part = PartOf(hash);
        var i = part.Slot(hash);
        while (part.Slots[i] != Pack(old, hash)) i = part.Next(i);
        part.Slots[i] = Pack(number, hash);
    }

    /// <summary>Makes room at once for what will be added.</summary>
    public void Reserve(int count)
    {
        if (_parts.Length == 1 && count * 3L > LargestSinglePart * 2L) Split();
        // Hashes spread unevenly: an eighth more.
        var each = _parts.Length == 1 ? count : count / _parts.Length * 9 / 8;
        foreach (var part in _parts)
        {
            var size = part.Slots.Length;
            while (part.WouldFill(size, each)) size *= 2;
            if (size != part.Slots.Length) Grow(part, size);
        }
    }

    /// <summary>Lets the parts of a large table grow that are all but full, at a moment when nobody waits for it.</summary>
    public void MakeRoom()
    {
        if (_parts.Length == 1) return;
        foreach (var part in _parts)
            if (part.WouldFill(part.Slots.Length, SoonAdded)) Grow(part, part.Slots.Length * 2);
    }

    /// <summary>The comments with a hash. An entry whose hash was cleared is not found any more.</summary>
    public Matches Find(ulong hash) => new(hashOf, PartOf(Mix(hash)), hash);

    private Part PartOf(ulong mixed) => _parts.Length == 1 ? _parts[0] : _parts[mixed >> (64 - PartBits)];

    private void Split()
    {
        var all = _parts[0].Slots;
        _parts = new Part[1 << PartBits];
        for (var i = 0; i < _parts.Length; i++) _parts[i] = new() { Slots = new uint[LargestSinglePart >> (PartBits - 1)] };
        InsertAll(all);
    }

    private void Insert(int number, ulong mixed)
    {
        var part = PartOf(mixed);
        if (part.WouldFill(part.Slots.Length, 1)) Grow(part, part.Slots.Length * 2);
        part.Insert(number, mixed);
    }

    private void Grow(Part part, int size)
    {
        var old = part.Slots;
        (part.Slots, part.Count) = (new uint[size], 0);
        InsertAll(old);
    }

    // Cleared entries are dropped here: nothing finds them by a hash that they no longer have.
    private void InsertAll(uint[] slots)
    {
        foreach (var slot in slots)
        {
            var number = (int)(slot & NumberMask);
            if (number == 0 || hashOf(number) is not (not 0 and var hash)) continue;
            Insert(number, Mix(hash));
        }
    }

    private static ulong Mix(ulong hash) => hash * 0x9E3779B97F4A7C15UL;

    // The place in the table is chosen by the upper bits.
    private static uint Pack(int number, ulong mixed) => (uint)number | (uint)(mixed >> 24) << NumberBits;

    /// <summary>The slots of some hashes.</summary>
    internal sealed class Part
    {
        public uint[] Slots { get; set; } = new uint[16];

        public int Count { get; set; }

        public bool WouldFill(int size, int more) => (Count + more) * 3L > size * 2L;

        public int Slot(ulong mixed) => (int)(mixed >> 40) & (Slots.Length - 1);

        public int Next(int slot) => (slot + 1) & (Slots.Length - 1);

        public void Insert(int number, ulong mixed)
        {
            var i = Slot(mixed);
            while (Slots[i] != 0) i = Next(i);
            Slots[i] = Pack(number, mixed);
            Count++;
        }
    }

    /// <summary>Enumerates without allocating.</summary>
    internal struct Matches(Func<int, ulong> hashOf, Part part, ulong hash)
    {
        private readonly uint _tag = Pack(0, Mix(hash));
        private int _slot = -1;

        public int Current { get; private set; }

        public readonly Matches GetEnumerator() => this;

        public bool MoveNext()
        {
            _slot = _slot < 0 ? part.Slot(Mix(hash)) : part.Next(_slot);
            for (; part.Slots[_slot] is not 0 and var packed; _slot = part.Next(_slot))
            {
                if ((packed & ~NumberMask) != _tag || hashOf((int)(packed & NumberMask)) != hash) continue;
                Current = (int)(packed & NumberMask);
                return true;
            }

            return false;
        }
    }
}
