using System.Buffers;
using System.Text;

namespace OrleansNews.Site;

/// <summary>Takes rendered markup as UTF-8 in pooled memory: a page of a hundred kilobytes as a string, then again as bytes, would go to the heap of large objects twice.</summary>
internal sealed class Utf8HtmlWriter : TextWriter
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int _length;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>What was written; valid until the writer is disposed.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    // The renderer never divides a surrogate pair between two writes: it writes whole texts, and encodes those that need it by scalar values.
    public override void Write(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _buffer.Length - _length) Grow(_length + most);
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        base.Dispose(disposing);
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, 2 * _buffer.Length));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
