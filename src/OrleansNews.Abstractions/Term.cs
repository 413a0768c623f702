namespace OrleansNews;

/// <summary>A section, tag or author as readers meet it: a name, and the slug that stands in addresses.</summary>
/// <param name="Slug">Lower-case letters, digits and hyphens, as <see cref="Slugs.From"/> makes it.</param>
/// <param name="Name">The name as written, at most 200 characters.</param>
[GenerateSerializer, Immutable, Alias("news.Term")]
public sealed record Term([property: Id(0)] string Slug, [property: Id(1)] string Name)
{
    /// <summary>The term of a name, with the slug made from it.</summary>
    public static Term Named(string name) => new(Slugs.From(name), name.Trim());
}
