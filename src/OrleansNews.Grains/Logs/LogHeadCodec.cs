using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansNews.Logs;

/// <summary>
/// The stored form of a head. Member names are one letter because a head is written with every commit: w writer, e epoch, i deployment, q first
/// event of the tail, n reserved names, b blocks, m manifest, s snapshot, g graveyard, x the owner's part, t the tail's events.
/// </summary>
internal static class LogHeadCodec
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The members of a head that tell who writes and where the tail begins, without braces.</summary>
    public static byte[] EncodeWriter(LogHead head) => EncodeMembers(head, WriteWriter);

    /// <summary>The members of a head that name what it refers to, without braces.</summary>
    public static byte[] EncodeObjects(LogHead head) => EncodeMembers(head, WriteObjects);

    /// <summary>The member of a head that names its garbage, without braces; empty when there is none.</summary>
    public static byte[] EncodeGraves(LogHead head) => head.Graves.IsEmpty ? [] : EncodeMembers(head, WriteGraves);

    /// <summary>Decodes a head and its tail.</summary>
    /// <exception cref="JsonException">It is not a head.</exception>
    public static (LogHead Head, EventRun Tail) Decode(ReadOnlyMemory<byte> json)
    {
        var head = LogHead.Empty;
        ReadOnlyMemory<byte> tail = "[]"u8.ToArray();
        var unknown = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A head is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var memberStart = (int)reader.TokenStartIndex;
            var name = reader.HasValueSequence || reader.ValueSpan.Length != 1 ? (byte)0 : reader.ValueSpan[0];
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            switch (name)
            {
                case (byte)'w': head = head with { Writer = reader.GetString()! }; break;
                case (byte)'e': head = head with { Epoch = reader.GetInt64() }; break;
                case (byte)'i': head = head with { Deployment = reader.GetString()! }; break;
                case (byte)'q': head = head with { TailFirst = reader.GetInt64() }; break;
                case (byte)'n': head = head with { Names = ReadNames(ref reader) }; break;
                case (byte)'b': head = head with { Blocks = ReadBlocks(ref reader) }; break;
                case (byte)'m': head = head with { Manifest = ReadReference(ref reader) is var (n, q) ? new(n, q) : null }; break;
                case (byte)'s': head = head with { Snapshot = ReadReference(ref reader) is var (s, p) ? new(s, p) : null }; break;
                case (byte)'g': head = head with { Graves = ReadGraves(ref reader) }; break;
                case (byte)'x':
                    reader.Skip();
                    head = head with { Owner = json[start..(int)reader.BytesConsumed] };
                    break;
                case (byte)'t':
                    reader.Skip();
                    tail = json[start..(int)reader.BytesConsumed];
                    break;
                default:
                    reader.Skip();
                    unknown.Add(json[memberStart..(int)reader.BytesConsumed]);
                    break;
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) throw new JsonException("A head has something behind it.");
        return (head with { Unknown = unknown.ToImmutable() }, EventRun.Parse(head.TailFirst, tail));
    }

    /// <summary>Encodes a manifest: <c>{"b":[blocks]}</c>.</summary>
    public static byte[] EncodeManifest(IEnumerable<BlockRef> blocks)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            WriteBlocks(writer, blocks);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Decodes a manifest.</summary>
    public static ImmutableArray<BlockRef> DecodeManifest(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A manifest is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var blocks = reader.ValueTextEquals("b"u8);
            reader.Read();
            if (blocks) return ReadBlocks(ref reader);
            reader.Skip();
        }

        throw new JsonException("A manifest names no blocks.");
    }

    private static byte[] EncodeMembers(LogHead head, Action<Utf8JsonWriter, LogHead> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            write(writer, head);
        }

        return buffer.WrittenSpan[1..].ToArray();
    }

    private static void WriteWriter(Utf8JsonWriter writer, LogHead head)
    {
        writer.WriteString("w"u8, head.Writer);
        writer.WriteNumber("e"u8, head.Epoch);
        if (head.Deployment.Length > 0) writer.WriteString("i"u8, head.Deployment);
        writer.WriteNumber("q"u8, head.TailFirst);
        writer.WriteStartArray("n"u8);
        foreach (var names in head.Names)
        {
            writer.WriteStringValue(((char)names.Kind).ToString());
            writer.WriteNumberValue(names.Next);
            writer.WriteNumberValue(names.Count);
        }

        writer.WriteEndArray();
    }

    private static void WriteObjects(Utf8JsonWriter writer, LogHead head)
    {
        WriteBlocks(writer, head.Blocks);
        if (head.Manifest is { } manifest) WriteReference(writer, "m"u8, manifest.Name, manifest.Through);
        if (head.Snapshot is { } snapshot) WriteReference(writer, "s"u8, snapshot.Name, snapshot.Through);
    }

    private static void WriteGraves(Utf8JsonWriter writer, LogHead head)
    {
        writer.WriteStartArray("g"u8);
        foreach (var group in head.Graves.GroupBy(grave => (grave.First.Writer, grave.First.Kind, grave.EnteredMinute, grave.Urgent))) WriteGraves(writer, group);
        writer.WriteEndArray();
    }

    // Garbage of one kind that entered together: writer and kind, time, urgency, then first and last number of each range.
    private static void WriteGraves(Utf8JsonWriter writer, IEnumerable<Grave> group)
    {
        writer.WriteStartArray();
        var first = true;
        foreach (var grave in group)
        {
            if (first)
            {
                writer.WriteStringValue($"{grave.First.Writer}.{(char)grave.First.Kind}");
                writer.WriteNumberValue(grave.EnteredMinute);
                writer.WriteNumberValue(grave.Urgent ? 1 : 0);
                first = false;
            }

            writer.WriteNumberValue(grave.First.Number);
            writer.WriteNumberValue(grave.Last);
        }

        writer.WriteEndArray();
    }

    private static void WriteBlocks(Utf8JsonWriter writer, IEnumerable<BlockRef> blocks)
    {
        writer.WriteStartArray("b"u8);
        foreach (var block in blocks)
        {
            writer.WriteStringValue(block.Name.ToString());
            writer.WriteNumberValue(block.Count);
            writer.WriteNumberValue(block.Bytes);
        }

        writer.WriteEndArray();
    }

    private static void WriteReference(Utf8JsonWriter writer, ReadOnlySpan<byte> member, ObjectName name, long through)
    {
        writer.WriteStartArray(member);
        writer.WriteStringValue(name.ToString());
        writer.WriteNumberValue(through);
        writer.WriteEndArray();
    }

    private static ImmutableArray<ReservedNames> ReadNames(ref Utf8JsonReader reader)
    {
        var names = ImmutableArray.CreateBuilder<ReservedNames>();
        while (Next(ref reader)) names.Add(new((ObjectKind)reader.GetString()![0], Number(ref reader), (int)Number(ref reader)));
        return names.ToImmutable();
    }

    private static ImmutableArray<BlockRef> ReadBlocks(ref Utf8JsonReader reader)
    {
        var blocks = ImmutableArray.CreateBuilder<BlockRef>();
        var writer = "";
        while (Next(ref reader)) blocks.Add(new(Name(ref reader, ref writer), (int)Number(ref reader), (int)Number(ref reader)));
        return blocks.ToImmutable();
    }

    private static ImmutableArray<Grave> ReadGraves(ref Utf8JsonReader reader)
    {
        var graves = ImmutableArray.CreateBuilder<Grave>();
        while (Next(ref reader))
        {
            reader.Read();
            var name = ObjectName.Parse(reader.GetString() + "0");
            var minute = Number(ref reader);
            var urgent = Number(ref reader) != 0;
            while (Next(ref reader)) graves.Add(new(name with { Number = reader.GetInt64() }, Number(ref reader), minute, urgent));
        }

        return graves.ToImmutable();
    }

    private static (ObjectName Name, long Through) ReadReference(ref Utf8JsonReader reader)
    {
        reader.Read();
        var writer = "";
        var reference = (Name(ref reader, ref writer), Number(ref reader));
        reader.Read();
        return reference;
    }

    private static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    private static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    // A list of blocks has few writers: their names are kept once.
    private static ObjectName Name(ref Utf8JsonReader reader, ref string writer)
    {
        var name = ObjectName.Parse(reader.GetString()!);
        if (name.Writer == writer) return name with { Writer = writer };
        writer = name.Writer;
        return name;
    }
}
