using System.Text;

namespace OrleansNews.Operations;

/// <summary>A message of Protocol Buffers, read by the numbers of its fields.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var key = Number(bytes.Span, ref at);
            var length = (key & 7) switch { 0 => Skip(bytes.Span, at), 1 => 8, 2 => (int)Number(bytes.Span, ref at), 5 => 4, var kind => throw new FormatException($"There is no wire type {kind}.") };
            _fields.Add(((int)(key >> 3), bytes.Slice(at, length)));
            at += length;
        }
    }

    /// <summary>Every message in a field.</summary>
    public IEnumerable<ProtoMessage> Messages(int field) => _fields.Where(one => one.Field == field).Select(one => new ProtoMessage(one.Bytes));

    /// <summary>The text in a field; empty where there is none.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    /// <summary>The bytes in a field, in hexadecimal digits.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    /// <summary>The number in a field; null where there is none.</summary>
    public long? Number(int field)
    {
        var at = 0;
        return Bytes(field) is { IsEmpty: false } bytes ? (long)Number(bytes.Span, ref at) : null;
    }

    private ReadOnlyMemory<byte> Bytes(int field) => _fields.LastOrDefault(one => one.Field == field).Bytes;

    private static int Skip(ReadOnlySpan<byte> bytes, int at)
    {
        var from = at;
        Number(bytes, ref at);
        return at - from;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return number;
        }
    }
}
