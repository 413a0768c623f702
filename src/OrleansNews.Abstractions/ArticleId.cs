using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews;

/// <summary>
/// The number of a story, unique in the site and never reused. WordPress clients see it as the post id.
/// </summary>
/// <param name="Value">At least 1 and at most <see cref="MaxValue"/>; allocated by <see cref="Operations.IAllocatorGrain"/>.</param>
[GenerateSerializer, Immutable, Alias("news.ArticleId"), JsonConverter(typeof(ArticleId.JsonNumber))]
public readonly record struct ArticleId([property: Id(0)] long Value)
{
    /// <summary>
    /// The largest story number: a <see cref="CommentId"/> packs it beside a 22-bit comment number below 2^53,
    /// the largest integer that JavaScript (and so a WordPress client) represents exactly.
    /// </summary>
    public const long MaxValue = (1L << 31) - (1L << 18) - 1;

    /// <summary>Whether the number can belong to a story at all; says nothing about its existence.</summary>
    public bool IsValid => Value is >= 1 and <= MaxValue;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads decimal digits; false for anything that is not a possible story number.</summary>
    public static bool TryParse(string? text, out ArticleId id)
    {
        id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new(value) : default;
        return id.IsValid;
    }

    /// <summary>A story number in JSON: a plain number, as WordPress clients expect it.</summary>
    public sealed class JsonNumber : JsonConverter<ArticleId>
    {
        /// <inheritdoc/>
        public override ArticleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, ArticleId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
