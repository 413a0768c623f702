using System.IO.Hashing;

namespace OrleansNews.Site;

/// <summary>
/// Remembers for a while that somebody has read something, as one bit among four million: a hash under a number that nobody knows, and that is thrown away with the bits. Nothing in
/// here tells who read what; some readings are taken for others, of every story alike. Any number of threads may ask at once, and for what is known already nothing is written.
/// </summary>
internal sealed class SeenReaders
{
    private const int Bits = 1 << 22;

    private volatile Generation _present = new();
    private volatile Generation _before = new();

    /// <summary>Whether this was seen.</summary>
    public bool Has(ReadOnlySpan<byte> what) => _present.Has(what) || _before.Has(what);

    /// <summary>Remembers it. False when it was seen already.</summary>
    public bool Add(ReadOnlySpan<byte> what) => !_before.Has(what) && _present.Add(what);

    /// <summary>Forgets what was seen before the last turn.</summary>
    public void Turn() => (_before, _present) = (_present, new());

    private sealed class Generation
    {
        private readonly ulong[] _bits = new ulong[Bits / 64];
        private readonly long _salt = BitConverter.ToInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));

        public bool Has(ReadOnlySpan<byte> what)
        {
            var (word, bit) = PlaceOf(what);
            return (Volatile.Read(ref _bits[word]) & bit) != 0;
        }

        public bool Add(ReadOnlySpan<byte> what)
        {
            var (word, bit) = PlaceOf(what);
            return (Interlocked.Or(ref _bits[word], bit) & bit) == 0;
        }

        private (int Word, ulong Bit) PlaceOf(ReadOnlySpan<byte> what)
        {
            var place = (int)(XxHash3.HashToUInt64(what, _salt) % Bits);
            return (place >> 6, 1UL << (place & 63));
        }
    }
}
