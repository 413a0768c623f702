using System.Buffers;
using System.Text.Json;

namespace OrleansNews.Logs;

/// <summary>Neighbouring events as the bytes that are stored: JSON objects, joined by commas.</summary>
internal sealed class EventRun
{
    private readonly int[] _starts;
    private readonly int[] _lengths;

    private EventRun(long first, ReadOnlyMemory<byte> json, int[] starts, int[] lengths)
    {
        First = first;
        Json = json;
        _starts = starts;
        _lengths = lengths;
    }

    /// <summary>The number of the first event.</summary>
    public long First { get; }

    /// <summary>How many events.</summary>
    public int Count => _starts.Length;

    /// <summary>The number of the last event.</summary>
    public long Last => First + Count - 1;

    /// <summary>All events, joined by commas, without brackets.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The event with a number from <see cref="First"/> to <see cref="Last"/>.</summary>
    public ReadOnlyMemory<byte> this[long sequence]
    {
        get
        {
            var i = (int)(sequence - First);
            return Json.Slice(_starts[i], _lengths[i]);
        }
    }

    /// <summary>What the run costs in memory, about.</summary>
    public int Cost => Json.Length + 8 * Count + 100;

    /// <summary>Reads a JSON array of objects.</summary>
    public static EventRun Parse(long first, ReadOnlyMemory<byte> array)
    {
        var starts = new List<int>();
        var lengths = new List<int>();
        var reader = new Utf8JsonReader(array.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list of events is not an array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            starts.Add(start);
            lengths.Add((int)reader.BytesConsumed - start);
        }

        if (starts.Count == 0) return new(first, default, [], []);
        var offset = starts[0];
        for (var i = 0; i < starts.Count; i++) starts[i] -= offset;
        return new(first, array.Slice(offset, starts[^1] + lengths[^1]), [.. starts], [.. lengths]);
    }

    /// <summary>Joins runs that follow one another, and puts bytes around them: <paramref name="whole"/> is what the run that is answered lies in.</summary>
    public static EventRun Join(IReadOnlyCollection<EventRun> runs, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, out byte[] whole)
    {
        var (count, bytes) = (0, -1);
        foreach (var run in runs) (count, bytes) = (count + run.Count, bytes + run.Json.Length + 1);
        whole = GC.AllocateUninitializedArray<byte>(before.Length + bytes + after.Length);
        before.CopyTo(whole);
        var json = whole.AsMemory(before.Length, bytes);
        var (starts, lengths) = (new int[count], new int[count]);
        var (at, number) = (0, 0);
        foreach (var run in runs)
        {
            if (number > 0) json.Span[at++] = (byte)',';
            run.Json.Span.CopyTo(json.Span[at..]);
            run._lengths.CopyTo(lengths, number);
            foreach (var start in run._starts) starts[number++] = at + start;
            at += run.Json.Length;
        }

        after.CopyTo(whole.AsSpan(before.Length + bytes));
        return new(runs.First().First, json, starts, lengths);
    }

    /// <summary>The part from an event on.</summary>
    public EventRun From(long sequence)
    {
        var i = (int)(sequence - First);
        var offset = _starts[i];
        return new(sequence, Json[offset..], Array.ConvertAll(_starts[i..], start => start - offset), _lengths[i..]);
    }

    /// <summary>The run with some events replaced.</summary>
    public EventRun Replace(IReadOnlyDictionary<long, byte[]> replacements)
    {
        var builder = new Builder();
        for (var sequence = First; sequence <= Last; sequence++)
            builder.Add(replacements.TryGetValue(sequence, out var bytes) ? bytes : this[sequence].Span);
        return builder.Build(First);
    }

    /// <summary>Collects events.</summary>
    internal sealed class Builder
    {
        // What is encoded asks for room for its longest form, several times what it takes: all of it comes and goes within one turn, in a buffer that is kept.
        [ThreadStatic]
        private static ArrayBufferWriter<byte>? _kept;

        private const int MostKept = 256 * 1024;

        private readonly ArrayBufferWriter<byte> _buffer = _kept ?? new(4096);
        private readonly List<int> _starts = [];
        private readonly List<int> _lengths = [];

        public Builder() => _kept = null;

        /// <summary>Where the next event is to be written; follow with <see cref="Complete"/>.</summary>
        public IBufferWriter<byte> Begin()
        {
            if (_starts.Count > 0) _buffer.Write(","u8);
            _starts.Add(_buffer.WrittenCount);
            return _buffer;
        }

        public void Complete() => _lengths.Add(_buffer.WrittenCount - _starts[^1]);

        public void Add(ReadOnlySpan<byte> json)
        {
            Begin().Write(json);
            Complete();
        }

        /// <summary>Makes the run; the builder must not be used after it.</summary>
        public EventRun Build(long first)
        {
            var run = new EventRun(first, _buffer.WrittenSpan.ToArray(), [.. _starts], [.. _lengths]);
            _buffer.ResetWrittenCount();
            if (_buffer.Capacity <= MostKept) _kept = _buffer;
            return run;
        }
    }
}
