using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// The stored form of the index at a position: a root object that names the parts, and parts of <see cref="ThreadIndex.PartSize"/> entries as bytes, with what amended them.
/// Only changed parts are written again. A snapshot can always be made anew from the log, so a form that this build does not know is left alone and not used.
/// </summary>
internal static class SnapshotCodec
{
    /// <summary>The form this build writes; it reads <see cref="FirstFormat"/> too.</summary>
    public const int Format = 2;

    /// <summary>The form whose root holds what the parts of later ones do.</summary>
    public const int FirstFormat = 1;

    public static byte[] EncodePart(int firstNumber, SnapshotPart part)
    {
        var buffer = new ArrayBufferWriter<byte>(part.Entries.Length / 3 * 4 + part.Amendments.Length * 8 + 64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("n"u8, firstNumber);
            writer.WriteBase64String("z"u8, part.Entries);
            if (part.Amendments.Length > 0)
            {
                writer.WriteStartArray("a"u8);
                foreach (var number in part.Amendments) writer.WriteNumberValue(number);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">It is not the part that begins with this number.</exception>
    public static SnapshotPart DecodePart(ReadOnlyMemory<byte> json, int firstNumber)
    {
        byte[]? entries = null;
        var amendments = new List<long>();
        var number = 0;
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNumber = reader.ValueTextEquals("n"u8);
            var isEntries = reader.ValueTextEquals("z"u8);
            var isAmendments = reader.ValueTextEquals("a"u8);
            reader.Read();
            if (isNumber) number = reader.GetInt32();
            else if (isEntries) entries = reader.GetBytesFromBase64();
            else if (isAmendments) while (reader.Read() && reader.TokenType == JsonTokenType.Number) amendments.Add(reader.GetInt64());
            else reader.Skip();
        }

        return entries is not null && number == firstNumber && entries.Length % Marshal.SizeOf<CommentEntry>() == 0
            ? new(entries, [.. amendments])
            : throw new JsonException("A part of a snapshot does not hold the entries that its root expects.");
    }

    public static byte[] EncodeRoot(SnapshotRoot root) => JsonSerializer.SerializeToUtf8Bytes(root, ThreadJson.Compact.SnapshotRoot);

    /// <summary>Reads a root; null when it is of a form that this build does not know.</summary>
    public static SnapshotRoot? DecodeRoot(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize(json.Span, ThreadJson.Compact.SnapshotRoot) is { Format: >= FirstFormat and <= Format } root ? root : null;

    public static ImmutableArray<ObjectName> PartNames(SnapshotRoot root) => [.. root.Parts.Select(ObjectName.Parse)];
}
