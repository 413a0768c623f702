using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews;

/// <summary>
/// The number of a comment. A native id is <c>(2^18 + article) &lt;&lt; 22 | number in the thread</c>, so that the id
/// alone finds its thread; ids below 2^40 were imported and are resolved by a map.
/// </summary>
/// <param name="Value">At least 1 and below 2^53.</param>
[GenerateSerializer, Immutable, Alias("news.CommentId"), JsonConverter(typeof(CommentId.JsonNumber))]
public readonly record struct CommentId([property: Id(0)] long Value)
{
    /// <summary>Ids below this value (2^40) were imported.</summary>
    public const long FirstNative = 1L << 40;

    /// <summary>The most comments one thread can number: 2^22 - 1.</summary>
    public const int MaxNumber = (1 << 22) - 1;

    private const int NumberBits = 22;
    private const long ArticleOffset = 1L << 18;

    /// <summary>Whether the id names its thread by itself.</summary>
    public bool IsNative => Value is >= FirstNative and < (1L << 53) && Article.IsValid && Number >= 1;

    /// <summary>The story of a native id.</summary>
    public ArticleId Article => new((Value >> NumberBits) - ArticleOffset);

    /// <summary>The number of a native id in its thread, from 1; not its position in the log.</summary>
    public int Number => (int)(Value & MaxNumber);

    /// <summary>The native id of comment <paramref name="number"/> (1 to <see cref="MaxNumber"/>) in the thread of <paramref name="article"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static CommentId Native(ArticleId article, int number)
    {
        if (!article.IsValid) throw new ArgumentOutOfRangeException(nameof(article), article, "not a story number");
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        return new(((ArticleOffset + article.Value) << NumberBits) | (uint)number);
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads decimal digits; false for anything that cannot be a comment number.</summary>
    public static bool TryParse(string? text, out CommentId id)
    {
        id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new(value) : default;
        return id.Value >= 1 && (id.Value < FirstNative || id.IsNative);
    }

    /// <summary>A comment number in JSON: a plain number below 2^53, which JavaScript represents exactly.</summary>
    public sealed class JsonNumber : JsonConverter<CommentId>
    {
        /// <inheritdoc/>
        public override CommentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, CommentId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
