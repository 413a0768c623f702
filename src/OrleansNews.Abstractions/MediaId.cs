using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews;

/// <summary>The number of a picture in the library, unique in the site and never reused. WordPress clients see it as the id of an attachment.</summary>
/// <param name="Value">At least 1 and at most <see cref="MaxValue"/>; allocated by <see cref="Operations.IAllocatorGrain"/>, kind <c>media</c>.</param>
[GenerateSerializer, Immutable, Alias("news.MediaId"), JsonConverter(typeof(MediaId.JsonNumber))]
public readonly record struct MediaId([property: Id(0)] long Value)
{
    /// <summary>The largest integer that JavaScript, and so a WordPress client, represents exactly.</summary>
    public const long MaxValue = (1L << 53) - 1;

    /// <summary>Whether the number can belong to a picture at all; says nothing about its existence.</summary>
    public bool IsValid => Value is >= 1 and <= MaxValue;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads decimal digits; false for anything that is not a possible number of a picture.</summary>
    public static bool TryParse(string? text, out MediaId id)
    {
        id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new(value) : default;
        return id.IsValid;
    }

    /// <summary>The number in JSON: a plain number, as WordPress clients expect it.</summary>
    public sealed class JsonNumber : JsonConverter<MediaId>
    {
        /// <inheritdoc/>
        public override MediaId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, MediaId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
