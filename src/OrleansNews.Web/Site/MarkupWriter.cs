using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace OrleansNews.Site;

/// <summary>
/// Writes markup that a page has by the hundred, where a tree of elements would cost more than what it shows. The literal parts of an interpolated string are
/// markup; whatever is put between them is encoded, unless it is markup already (<see cref="MarkupString"/>).
/// </summary>
internal sealed class MarkupWriter : IDisposable
{
    private char[] _buffer = ArrayPool<char>.Shared.Rent(4 * 1024);
    private int _length;

    /// <summary>Letters of every script stand in the page as they are; what could be markup is encoded.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes a template.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref Template markup) => _length = markup.Length;

    /// <summary>Writes a literal of the program.</summary>
    public void WriteLiteral(string markup) => Append(markup);

    public override string ToString() => new(_buffer, 0, _length);

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - _length) Grow(_length + text.Length);
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(least, 2 * _buffer.Length));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>The interpolated string, part by part.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly MarkupWriter _writer;

        /// <summary>How long the markup is with this template.</summary>
        internal int Length => _writer._length;

        public Template(int literalLength, int formattedCount, MarkupWriter writer) => _writer = writer;

        public void AppendLiteral(string markup) => _writer.Append(markup);

        /// <summary>Markup, as it is.</summary>
        public void AppendFormatted(MarkupString markup) => _writer.Append(markup.Value);

        /// <summary>Text, encoded.</summary>
        public void AppendFormatted(string? text)
        {
            // Most texts need no encoding, and come back as they are.
            if (text is not null) _writer.Append(Encoder.Encode(text));
        }

        /// <summary>A number.</summary>
        public void AppendFormatted(long number)
        {
            Span<char> digits = stackalloc char[20];
            number.TryFormat(digits, out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
            _writer.Append(digits[..written]);
        }
    }
}
