using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>Encodes events once, when they are put into a batch, and decodes them when they are read back.</summary>
internal sealed class EventCodec : IDisposable
{
    /// <summary>How every event is written, whoever writes it.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter _writer = new(Stream.Null, WriterOptions);

    /// <param name="stored">The event.</param>
    /// <param name="said">What it says, if that was encoded ahead (<see cref="PostedJson"/>); else empty.</param>
    /// <param name="run">Where it is put.</param>
    public void Encode(StoredEvent stored, ReadOnlySpan<byte> said, EventRun.Builder run)
    {
        if (said.IsEmpty)
        {
            _writer.Reset(run.Begin());
            JsonSerializer.Serialize(_writer, stored, ThreadJson.Compact.StoredEvent);
            _writer.Flush();
        }
        else
        {
            PostedJson.Write(stored, said, run.Begin());
        }

        run.Complete();
    }

    public static StoredEvent Decode(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, ThreadJson.Compact.StoredEvent)!;

    /// <summary>The event; null when its bytes are spoiled, or were taken out because they were.</summary>
    public static StoredEvent? TryDecode(ReadOnlySpan<byte> json)
    {
        try
        {
            return Decode(json) is { Kind.Length: > 0 } stored ? stored : null;
        }
        catch (Exception spoiled) when (spoiled is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    public static byte[] Encode(StoredEvent stored) => JsonSerializer.SerializeToUtf8Bytes(stored, ThreadJson.Compact.StoredEvent);

    public void Dispose() => _writer.Dispose();
}
