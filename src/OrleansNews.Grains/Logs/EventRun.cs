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

    /// <summary>Joins runs that follow one another.</summary>
    public static EventRun Join(IReadOnlyList<EventRun> runs)
    {
        if (runs.Count == 1) return runs[0];
        var builder = new Builder(runs.Sum(run => run.Json.Length + 1));
        foreach (var run in runs)
            for (var sequence = run.First; sequence <= run.Last; sequence++) builder.Add(run[sequence].Span);
        return builder.Build(runs[0].First);
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
        var builder = new Builder(Json.Length);
        for (var sequence = First; sequence <= Last; sequence++)
            builder.Add(replacements.TryGetValue(sequence, out var bytes) ? bytes : this[sequence].Span);
        return builder.Build(First);
    }

    /// <summary>Collects events.</summary>
    /// <param name="bytes">About how many bytes they have: a buffer that grows is copied each time.</param>
    internal sealed class Builder(int bytes)
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(Math.Max(512, bytes));
        private readonly List<int> _starts = [];
        private readonly List<int> _lengths = [];

        public int Count => _starts.Count;

        public int Bytes => _buffer.WrittenCount;

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
        public EventRun Build(long first) => new(first, _buffer.WrittenMemory, [.. _starts], [.. _lengths]);
    }
}
