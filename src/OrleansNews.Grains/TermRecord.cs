using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews;

/// <summary>The stored form of a <see cref="Term"/>.</summary>
internal sealed record TermRecord
{
    public string Slug { get; set; } = "";

    public string Name { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TermRecord? Parent { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [return: NotNullIfNotNull(nameof(term))]
    public static TermRecord? From(Term? term) => term is null ? null : new() { Slug = term.Slug, Name = term.Name, Parent = From(term.Parent) };

    public static ImmutableArray<TermRecord> From(ImmutableArray<Term> terms) => [.. terms.OrEmpty().Select(term => From(term))];

    public Term ToTerm() => new(Slug, Name, Parent?.ToTerm());
}

internal static class TermRecords
{
    public static ImmutableArray<Term> ToTerms(this ImmutableArray<TermRecord> stored) => [.. stored.OrEmpty().Select(term => term.ToTerm())];
}
