using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments.Threads;

/// <summary>128 bits as 22 characters (base64url) instead of 36.</summary>
internal sealed class CompactGuidConverter : JsonConverter<Guid>
{
    public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<byte> bits = stackalloc byte[16];
        if (reader.HasValueSequence || reader.ValueSpan.Length != 22 || !Base64Url.TryDecodeFromUtf8(reader.ValueSpan, bits, out var length) || length != 16)
            throw new JsonException("Not 128 bits in base64url.");
        return new(bits);
    }

    public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, Guid value)
    {
        Span<byte> bits = stackalloc byte[16];
        Span<byte> text = stackalloc byte[22];
        value.TryWriteBytes(bits);
        Base64Url.EncodeToUtf8(bits, text);
        writer.WriteStringValue(text);
    }
}
