using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace OrleansNews;

/// <summary>Stored JSON in which every member of a type has a value, and none its default: what a golden file begins with.</summary>
internal static class StoredSamples
{
    public static JsonNode Of(Type type) => Of(type, "", []) ?? throw new InvalidOperationException($"{type} holds nothing but itself.");

    private static JsonNode? Of(Type type, string name, IReadOnlyList<Type> within)
    {
        var contract = StoredStates.Contract(type);
        if (within.Count(outer => outer == contract.Type) > 1) return null; // One in another of its kind is enough.
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                var stored = new JsonObject();
                foreach (var member in StoredStates.Members(contract)) stored[member.Name] = Of(member.PropertyType, member.Name, [.. within, contract.Type]);
                return stored;
            case JsonTypeInfoKind.Enumerable:
                return new JsonArray(Of(contract.ElementType!, name, within));
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject { [Key(contract.KeyType!)] = Of(contract.ElementType!, name, within) };
            default:
                return Value(contract.Type, name);
        }
    }

    private static JsonNode? Value(Type type, string name)
    {
        object value = type switch
        {
            _ when type == typeof(string) => $"some {name}",
            _ when type == typeof(bool) => true,
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
            _ when type == typeof(Guid) => new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 29, 12, 30, 0, TimeSpan.Zero),
            _ when type == typeof(DateTime) => new DateTime(2026, 11, 29, 12, 30, 0, DateTimeKind.Utc),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 29),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(90),
            _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
            _ when type == typeof(ArticleId) => new ArticleId(7),
            _ when type == typeof(CommentId) => CommentId.Native(new(7), 3),
            _ when type == typeof(MediaId) => new MediaId(7),
            _ when type == typeof(Uri) => new Uri("https://example.org/"),
            _ => Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture),
        };
        return JsonSerializer.SerializeToNode(value, StoredStates.Contract(type));
    }

    private static string Key(Type type) => type == typeof(string) ? "some key" : Value(type, "key")!.ToString();
}
