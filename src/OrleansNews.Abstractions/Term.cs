using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansNews;

/// <summary>A section, tag or author as readers meet it: a name, and the slug that stands in addresses. A section may stand below another one.</summary>
/// <param name="Slug">Lower-case letters, digits and hyphens, as <see cref="Slugs.From"/> makes it.</param>
/// <param name="Name">The name as written, at most 200 characters.</param>
/// <param name="Parent">Of a section: the one above it; null for one of the first level, and for tags and authors.</param>
[GenerateSerializer, Immutable, Alias("news.Term")]
public sealed record Term(
    [property: Id(0)] string Slug,
    [property: Id(1)] string Name,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Term? Parent = null)
{
    /// <summary>How many levels of sections there may be.</summary>
    public const int MostLevels = 4;

    /// <summary>The slugs from the first level down, with slashes between: what stands in the address of a section and names it among all.</summary>
    [JsonIgnore]
    public string Path => Parent is null ? Slug : $"{Parent.Path}/{Slug}";

    /// <summary>The sections from the first level down to this one.</summary>
    [JsonIgnore]
    public ImmutableArray<Term> Line => Parent is null ? [this] : [.. Parent.Line, this];

    /// <summary>The section of the first level that this one belongs to.</summary>
    [JsonIgnore]
    public Term Root => Parent?.Root ?? this;

    /// <summary>For messages: the path. All of its members would name the term itself, again and again.</summary>
    public override string ToString() => Path;

    /// <summary>The term of a name, with the slug made from it.</summary>
    public static Term Named(string name) => new(Slugs.From(name), name.Trim());

    /// <summary>The section of names with slashes between, the first level first: <c>Politics/Local</c>. Null when no name is in it.</summary>
    public static Term? Nested(string names) =>
        names.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Aggregate((Term?)null, (parent, name) => Named(name) with { Parent = parent });
}
