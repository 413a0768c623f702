namespace OrleansNews.Logs;

/// <summary>
/// Encodes the heads of one log, one after the other. Most commits change nothing but the tail, and a long thread names many blocks and much garbage: each part that is
/// the same as in the head before is copied, not written again.
/// </summary>
internal sealed class LogHeadEncoder
{
    private LogHead? _last;
    private byte[] _writer = [];
    private byte[] _objects = [];
    private byte[] _graves = [];

    /// <summary>Encodes a head with its tail: runs that follow one another.</summary>
    public ReadOnlyMemory<byte> Encode(LogHead head, IReadOnlyCollection<EventRun> tail)
    {
        EncodeParts(head);
        var size = _writer.Length + _objects.Length + _graves.Length + head.Owner.Length + head.Unknown.Sum(member => member.Length + 1) + tail.Sum(run => run.Json.Length + 1);
        var json = GC.AllocateUninitializedArray<byte>(size + 32);
        var rest = json.AsSpan();
        Append(ref rest, "{"u8, _writer);
        Append(ref rest, ","u8, _objects);
        Append(ref rest, ","u8, _graves);
        Append(ref rest, ",\"x\":"u8, head.Owner.Span);
        foreach (var member in head.Unknown) Append(ref rest, ","u8, member.Span);
        var before = ",\"t\":["u8;
        foreach (var run in tail)
        {
            if (run.Count == 0) continue;
            Append(ref rest, before, run.Json.Span);
            before = ","u8;
        }

        Append(ref rest, before.Length > 1 ? before : default, "]}"u8);
        return json.AsMemory(0, json.Length - rest.Length);
    }

    // Arrays are compared by reference: a part that a change has made anew is encoded anew, even when it says the same.
    private void EncodeParts(LogHead head)
    {
        var last = _last;
        _last = null; // Until all parts belong to one head.
        if (last is null || head.Writer != last.Writer || head.Epoch != last.Epoch || head.Deployment != last.Deployment || head.TailFirst != last.TailFirst ||
            head.Names != last.Names)
            _writer = LogHeadCodec.EncodeWriter(head);
        if (last is null || head.Blocks != last.Blocks || head.Manifest != last.Manifest || head.Snapshot != last.Snapshot) _objects = LogHeadCodec.EncodeObjects(head);
        if (last is null || head.Graves != last.Graves) _graves = LogHeadCodec.EncodeGraves(head);
        _last = head;
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> before, ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty) return;
        before.CopyTo(rest);
        part.CopyTo(rest[before.Length..]);
        rest = rest[(before.Length + part.Length)..];
    }
}
