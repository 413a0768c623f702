using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansNews.Logs;

/// <summary>The stored form of a block: <c>{"q":first,"e":[events]}</c>.</summary>
internal static class LogBlock
{
    /// <summary>Encodes runs that follow one another as one block. <paramref name="events"/> are the block's, and lie in it.</summary>
    public static byte[] Encode(IReadOnlyCollection<EventRun> runs, out EventRun events)
    {
        Span<byte> before = stackalloc byte[40];
        if (!Utf8.TryWrite(before, CultureInfo.InvariantCulture, $$"""{"q":{{runs.First().First}},"e":[""", out var length)) throw new InvalidOperationException("A number has more digits than there are.");
        events = EventRun.Join(runs, before[..length], "]}"u8, out var block);
        return block;
    }

    /// <summary>Reads a block. <paramref name="closed"/> is true when it has members that this build does not know: it must stay as it is.</summary>
    /// <exception cref="JsonException">It is not a block, or not the one that begins with <paramref name="first"/> and has <paramref name="count"/> events.</exception>
    public static EventRun Decode(ReadOnlyMemory<byte> json, long first, int count, out bool closed)
    {
        EventRun? run = null;
        long? stored = null;
        closed = false;
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A block is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("q"u8))
            {
                reader.Read();
                stored = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("e"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                run = EventRun.Parse(first, json[start..(int)reader.BytesConsumed]);
            }
            else
            {
                closed = true;
                reader.Read();
                reader.Skip();
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) throw new JsonException("A block has something behind it.");
        if (run is null || stored != first || run.Count != count) throw new JsonException("A block does not hold the events that its head expects.");
        return run;
    }
}
