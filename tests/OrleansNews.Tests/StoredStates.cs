using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Moderation;
using OrleansNews.Site;
using OrleansNews.Trees;

namespace OrleansNews;

/// <summary>Every type that a grain hands to the store, and its golden files: <c>ROOM/Golden/NAME-1.json</c>, <c>NAME-2.json</c> and so on, one for each form that a build has written.</summary>
internal static class StoredStates
{
    // Logs have their own form and tests (StoredFormTests); options are compared and never stored.
    private static readonly Type[] _others = [typeof(RawJson), typeof(StoredEvent), typeof(ThreadOwnerState), typeof(SnapshotRoot), typeof(SiteOptions), typeof(DiscussionOptions)];

    private static readonly Type[] _rooms =
        [.. typeof(CommentsJson).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)) && type != typeof(ClassifierJson)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The contracts of all rooms, as the serializer of grain states combines them.</summary>
    public static JsonSerializerOptions Contracts { get; } = new()
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine([.. _rooms.Select(room => (IJsonTypeInfoResolver)room.GetProperty("Default", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!)]),
    };

    /// <summary>The types by the names of their files.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } = _rooms
        .SelectMany(room => room.GetCustomAttributesData())
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
        .Except(_others)
        .ToDictionary(NameOf);

    /// <summary>The folder of its files, below that of the tests.</summary>
    public static string FolderOf(Type type) => Path.Combine(Subject(type).Namespace!.Split('.')[1], "Golden");

    /// <summary>Its files.</summary>
    public static string[] FilesOf(Type type)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, FolderOf(type));
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.GetFiles(folder, $"{NameOf(type)}-*.json").Where(file => int.TryParse(Path.GetFileNameWithoutExtension(file)[(NameOf(type).Length + 1)..], out _)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every object type that is stored as a part of this one, and itself.</summary>
    public static IEnumerable<JsonTypeInfo> ObjectsIn(Type type)
    {
        var found = new Dictionary<Type, JsonTypeInfo>();
        Find(type);
        return found.Values;

        void Find(Type part)
        {
            var contract = Contract(part);
            if (contract.ElementType is { } element) Find(element);
            if (contract.Kind != JsonTypeInfoKind.Object || !found.TryAdd(contract.Type, contract)) return;
            foreach (var member in Members(contract)) Find(member.PropertyType);
        }
    }

    /// <summary>What is stored of an object.</summary>
    public static IEnumerable<JsonPropertyInfo> Members(JsonTypeInfo contract) => contract.Properties.Where(member => !member.IsExtensionData && member.Get is not null);

    /// <summary>Whether it keeps what a newer build has written and it does not know.</summary>
    public static bool KeepsUnknown(JsonTypeInfo contract) => contract.Properties.Any(member => member.IsExtensionData);

    /// <summary>Calls back for every object in stored JSON, with its contract.</summary>
    public static void Visit(JsonNode? node, Type type, Action<JsonObject, JsonTypeInfo> visit)
    {
        var contract = Contract(type);
        switch (node)
        {
            case JsonArray array when contract.ElementType is { } element:
                foreach (var item in array) Visit(item, element, visit);
                break;
            case JsonObject map when contract is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } value }:
                foreach (var (_, item) in map) Visit(item, value, visit);
                break;
            case JsonObject stored when contract.Kind == JsonTypeInfoKind.Object:
                foreach (var member in Members(contract)) Visit(stored[member.Name], member.PropertyType, visit);
                visit(stored, contract);
                break;
        }
    }

    public static JsonTypeInfo Contract(Type type) => Contracts.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    private static string NameOf(Type type)
    {
        var name = IsNode(type) ? Subject(type).Name + "Node" : type.Name.EndsWith("State", StringComparison.Ordinal) ? type.Name[..^"State".Length] : type.Name;
        var words = new StringBuilder();
        foreach (var letter in name) words.Append(char.IsUpper(letter) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        return words.ToString();
    }

    private static Type Subject(Type type) => IsNode(type) ? type.GetGenericArguments()[0] : type;

    private static bool IsNode(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(TreeNode<>);
}
