using OrleansNews.Media;

namespace OrleansNews.Articles;

/// <summary>The picture at the head of a story, as its writers chose it. Its words belong to the story: changing them in the library changes no story.</summary>
/// <param name="Media">The picture in the library.</param>
[GenerateSerializer, Immutable, Alias("news.LeadImage")]
public sealed record LeadImage([property: Id(0)] MediaId Media)
{
    /// <summary>What somebody who does not see it should know of it; plain text, at most 1,000 characters. Required to publish.</summary>
    [Id(1)] public string AlternativeText { get; init; } = "";

    /// <summary>What stands below it; plain text, at most 2,000 characters, may be empty.</summary>
    [Id(2)] public string Caption { get; init; } = "";

    /// <summary>Who made it; plain text, at most 300 characters, may be empty.</summary>
    [Id(3)] public string Credit { get; init; } = "";
}

/// <summary>The picture at the head of a story, as readers see it.</summary>
/// <param name="Source">Its addresses, as they were when the story was published.</param>
/// <param name="Words">What is said of it.</param>
[GenerateSerializer, Immutable, Alias("news.PublishedImage")]
public sealed record PublishedImage([property: Id(0)] PictureSource Source, [property: Id(1)] LeadImage Words);
