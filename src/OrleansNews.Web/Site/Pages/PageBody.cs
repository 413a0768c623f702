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

    /// <summary>Reads rendered markup: every mark becomes an empty slot.</summary>
    public static PageBody Parse(string html)
    {
        var marked = Encoding.UTF8.GetBytes(html);
        var bytes = new byte[marked.Length];
        var slots = ImmutableArray.CreateBuilder<PageSlot>();
        var length = 0;
        var rest = marked.AsSpan();
        while (rest.IndexOf(_beginning) is var at and >= 0)
        {
            rest[..at].CopyTo(bytes.AsSpan(length));
            length += at;
            rest = rest[(at + _beginning.Length)..];
            var end = rest.IndexOf(_end);
            slots.Add(new(Encoding.UTF8.GetString(rest[..end]), length, 0));
            rest = rest[(end + _end.Length)..];
        }

        rest.CopyTo(bytes.AsSpan(length));
        return new(bytes[..(length + rest.Length)], slots.ToImmutable());
    }

    /// <summary>The same page with other fragments.</summary>
    public PageBody With(FragmentSet fragments)
    {
        if (Slots.IsEmpty) return this;
        var bytes = new byte[Bytes.Length + Slots.Sum(slot => fragments[slot.Name].Length - slot.Length)];
        var slots = ImmutableArray.CreateBuilder<PageSlot>(Slots.Length);
        var (from, to) = (0, 0);
        foreach (var slot in Slots)
        {
            var before = Bytes.AsSpan(from, slot.Offset - from);
            before.CopyTo(bytes.AsSpan(to));
            to += before.Length;
            var fragment = fragments[slot.Name];
            fragment.CopyTo(bytes.AsSpan(to));
            slots.Add(slot with { Offset = to, Length = fragment.Length });
            to += fragment.Length;
            from = slot.Offset + slot.Length;
        }

        Bytes.AsSpan(from).CopyTo(bytes.AsSpan(to));
        return new(bytes, slots.MoveToImmutable());
    }
}

/// <summary>A fragment in a page.</summary>
/// <param name="Name">Which.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record PageSlot(string Name, int Offset, int Length);
