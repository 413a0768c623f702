using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// The stored form of the index at a position: a root object that names the parts, and parts of <see cref="ThreadIndex.PartSize"/> entries as bytes. Only changed parts
/// are written again. A snapshot can always be made anew from the log, so a form that this build does not know is left alone and not used.
/// </summary>
internal static class SnapshotCodec
{
    /// <summary>The form this build writes and reads.</summary>
    public const int Format = 1;

    public static byte[] EncodePart(int firstNumber, ReadOnlySpan<byte> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(entries.Length / 3 * 4 + 64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("n"u8, firstNumber);
            writer.WriteBase64String("z"u8, entries);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">It is not the part that begins with this number.</exception>
    public static byte[] DecodePart(ReadOnlyMemory<byte> json, int firstNumber)
    {
        byte[]? entries = null;
        var number = 0;
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNumber = reader.ValueTextEquals("n"u8);
            var isEntries = reader.ValueTextEquals("z"u8);
            reader.Read();
            if (isNumber) number = reader.GetInt32();
            else if (isEntries) entries = reader.GetBytesFromBase64();
            else reader.Skip();
        }

        return entries is not null && number == firstNumber && entries.Length % Marshal.SizeOf<CommentEntry>() == 0
            ? entries
            : throw new JsonException("A part of a snapshot does not hold the entries that its root expects.");
    }

    public static byte[] EncodeRoot(SnapshotRoot root) => JsonSerializer.SerializeToUtf8Bytes(root, ThreadJson.Compact.SnapshotRoot);

    /// <summary>Reads a root; null when it is of a form that this build does not know.</summary>
    public static SnapshotRoot? DecodeRoot(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize(json.Span, ThreadJson.Compact.SnapshotRoot) is { Format: Format } root ? root : null;

    public static ImmutableArray<ObjectName> PartNames(SnapshotRoot root) => [.. root.Parts.Select(ObjectName.Parse)];
}
