using System.Text;
using OrleansNews.Layout;

namespace OrleansNews.Site;

/// <summary>The bytes of a page, and which of them are fragments.</summary>
/// <param name="Bytes">The whole page.</param>
/// <param name="Slots">Where fragments are, from the beginning to the end.</param>
internal sealed record PageBody(byte[] Bytes, ImmutableArray<PageSlot> Slots)
{
    private static readonly byte[] _beginning = Encoding.UTF8.GetBytes(FragmentMarkers.Beginning);
    private static readonly byte[] _end = Encoding.UTF8.GetBytes(FragmentMarkers.End);

    /// <summary>Reads rendered markup: a fragment takes the place of its mark.</summary>
    public static PageBody Parse(ReadOnlySpan<byte> marked, FragmentSet fragments)
    {
        var slots = ImmutableArray.CreateBuilder<PageSlot>();
        for (int at = 0, found; (found = marked[at..].IndexOf(_beginning)) >= 0;)
        {
            var start = at + found;
            var name = marked[(start + _beginning.Length)..];
            name = name[..name.IndexOf(_end)];
            at = start + _beginning.Length + name.Length + _end.Length;
            // For now where the mark is, and how long it is.
            slots.Add(new(Encoding.UTF8.GetString(name), start, at - start));
        }

        return new PageBody([], slots.ToImmutable()).Splice(marked, fragments);
    }

    /// <summary>The same page with other fragments.</summary>
    public PageBody With(FragmentSet fragments) => Slots.IsEmpty ? this : Splice(Bytes, fragments);

    private PageBody Splice(ReadOnlySpan<byte> old, FragmentSet fragments)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(old.Length + Slots.Sum(slot => fragments[slot.Name].Length - slot.Length));
        var slots = ImmutableArray.CreateBuilder<PageSlot>(Slots.Length);
        var (from, to) = (0, 0);
        foreach (var slot in Slots)
        {
            var before = old[from..slot.Offset];
            before.CopyTo(bytes.AsSpan(to));
            to += before.Length;
            var fragment = fragments[slot.Name];
            fragment.CopyTo(bytes.AsSpan(to));
            slots.Add(slot with { Offset = to, Length = fragment.Length });
            to += fragment.Length;
            from = slot.Offset + slot.Length;
        }

        old[from..].CopyTo(bytes.AsSpan(to));
        return new(bytes, slots.MoveToImmutable());
    }
}

/// <summary>A fragment in a page.</summary>
/// <param name="Name">Which.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record PageSlot(string Name, int Offset, int Length);
