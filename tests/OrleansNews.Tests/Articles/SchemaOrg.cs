using System.Globalization;
using System.Text.Json;

namespace OrleansNews.Articles;

/// <summary>
/// The part of schema.org that stories use: types with what they derive from, and properties with the type they belong to and what they may hold, as
/// https://schema.org/NewsArticle and its neighbours list them. Each line of the answer is something a validator would report.
/// </summary>
internal static class SchemaOrg
{
    private static readonly Dictionary<string, string> Parents = new(StringComparer.Ordinal)
    {
        ["CreativeWork"] = "Thing", ["Article"] = "CreativeWork", ["NewsArticle"] = "Article", ["WebPage"] = "CreativeWork", ["SocialMediaPosting"] = "Article",
        ["BlogPosting"] = "SocialMediaPosting", ["LiveBlogPosting"] = "BlogPosting", ["Comment"] = "CreativeWork",
        ["CorrectionComment"] = "Comment", ["Person"] = "Thing", ["Organization"] = "Thing", ["NewsMediaOrganization"] = "Organization", ["MediaObject"] = "CreativeWork",
        ["ImageObject"] = "MediaObject", ["Intangible"] = "Thing", ["ItemList"] = "Intangible", ["BreadcrumbList"] = "ItemList", ["ListItem"] = "Intangible", ["Thing"] = "",
    };

    private static readonly Dictionary<string, (string Of, string[] Holds)> Properties = new(StringComparer.Ordinal)
    {
        ["url"] = ("Thing", ["URL"]), ["name"] = ("Thing", ["Text"]), ["description"] = ("Thing", ["Text"]), ["mainEntityOfPage"] = ("Thing", ["URL", "CreativeWork"]),
        ["image"] = ("Thing", ["URL", "ImageObject"]), ["headline"] = ("CreativeWork", ["Text"]), ["datePublished"] = ("CreativeWork", ["DateTime"]),
        ["dateModified"] = ("CreativeWork", ["DateTime"]), ["inLanguage"] = ("CreativeWork", ["Text"]), ["isAccessibleForFree"] = ("CreativeWork", ["Boolean"]),
        ["keywords"] = ("CreativeWork", ["Text"]), ["author"] = ("CreativeWork", ["Person", "Organization"]), ["publisher"] = ("CreativeWork", ["Person", "Organization"]),
        ["commentCount"] = ("CreativeWork", ["Integer"]), ["discussionUrl"] = ("CreativeWork", ["URL"]), ["correction"] = ("CreativeWork", ["CorrectionComment", "URL", "Text"]),
        ["articleSection"] = ("Article", ["Text"]), ["dateline"] = ("NewsArticle", ["Text"]), ["itemListElement"] = ("ItemList", ["ListItem", "Text", "Thing"]),
        ["articleBody"] = ("Article", ["Text"]), ["isPartOf"] = ("CreativeWork", ["CreativeWork", "URL"]), ["coverageStartTime"] = ("LiveBlogPosting", ["DateTime"]),
        ["coverageEndTime"] = ("LiveBlogPosting", ["DateTime"]), ["liveBlogUpdate"] = ("LiveBlogPosting", ["BlogPosting"]),
        ["position"] = ("ListItem", ["Integer", "Text"]), ["item"] = ("ListItem", ["Thing", "URL"]),
    };

    /// <summary>What Google asks of a story and of a trail besides.</summary>
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["NewsArticle"] = ["headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage"],
        ["BreadcrumbList"] = ["itemListElement"],
        ["ListItem"] = ["position", "name", "item"],
        ["Person"] = ["name"],
    };

    public static IReadOnlyList<string> Check(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        List<string> problems = root.GetProperty("@context").GetString() == "https://schema.org" ? [] : ["the context is not schema.org"];
        foreach (var node in root.GetProperty("@graph").EnumerateArray()) problems.AddRange(CheckNode(node));
        return problems;
    }

    private static IEnumerable<string> CheckNode(JsonElement node)
    {
        var type = node.GetProperty("@type").GetString()!;
        if (!Parents.ContainsKey(type)) return [$"there is no type {type}"];
        var own = node.EnumerateObject().Where(property => !property.Name.StartsWith('@')).ToList();
        return
        [
            .. Required.GetValueOrDefault(type, []).Except(own.Select(property => property.Name)).Select(missing => $"{type} has no {missing}"),
            .. own.SelectMany(property => CheckProperty(type, property)),
        ];
    }

    private static IEnumerable<string> CheckProperty(string type, JsonProperty property)
    {
        if (!Properties.TryGetValue(property.Name, out var known)) return [$"there is no property {property.Name}"];
        if (!Is(type, known.Of)) return [$"{property.Name} is no property of {type}"];
        var values = property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToList() : [property.Value];
        return values.SelectMany(value => CheckValue(property.Name, value, known.Holds));
    }

    private static IEnumerable<string> CheckValue(string name, JsonElement value, string[] holds)
    {
        if (value.ValueKind != JsonValueKind.Object) return holds.Any(kind => Fits(value, kind)) ? [] : [$"{name} cannot be {value.GetRawText()}"];
        var type = value.GetProperty("@type").GetString()!;
        return holds.Any(kind => Is(type, kind)) ? CheckNode(value) : [$"{name} cannot be a {type}"];
    }

    private static bool Fits(JsonElement value, string kind) => kind switch
    {
        "Text" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
        "URL" => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } address && (address[0] == '/' || Uri.TryCreate(address, UriKind.Absolute, out _)),
        "DateTime" => value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(value.GetString(), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "Boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "Integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };

    private static bool Is(string type, string kind)
    {
        for (var at = type; at.Length > 0; at = Parents.GetValueOrDefault(at, ""))
        {
            if (at == kind) return true;
        }

        return false;
    }
}
