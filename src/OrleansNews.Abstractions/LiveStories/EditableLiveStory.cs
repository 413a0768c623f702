using System.Collections.Immutable;

namespace OrleansNews.LiveStories;

/// <summary>A live story as its writers see it.</summary>
/// <param name="Story">What it is as of.</param>
/// <param name="Items">The newest first, withdrawn ones too.</param>
/// <param name="HasMore">Whether there are earlier ones.</param>
[GenerateSerializer, Immutable, Alias("news.EditableLiveStory")]
public sealed record EditableLiveStory([property: Id(0)] LiveStoryView Story, [property: Id(1)] ImmutableArray<EditableLiveEntry> Items, [property: Id(2)] bool HasMore);

/// <summary>An entry as its writers see it.</summary>
/// <param name="Entry">As readers see it, or saw it last.</param>
/// <param name="Content">As it was written.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null when readers see it.</param>
/// <param name="WithdrawnBy">The name of who withdrew it; empty when nobody did.</param>
/// <param name="Reason">Why it was withdrawn; may be empty.</param>
[GenerateSerializer, Immutable, Alias("news.EditableLiveEntry")]
public sealed record EditableLiveEntry(
    [property: Id(0)] LiveEntry Entry,
    [property: Id(1)] LiveEntryText Content,
    [property: Id(2)] DateTimeOffset? WithdrawnAt,
    [property: Id(3)] string WithdrawnBy,
    [property: Id(4)] string Reason);

/// <summary>One text that an entry had or has.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it became durable.</param>
/// <param name="By">The name of who wrote it.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Content">As it was written.</param>
[GenerateSerializer, Immutable, Alias("news.LiveEntryRevision")]
public sealed record LiveEntryRevision(
    [property: Id(0)] long Number, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By, [property: Id(3)] string Reason, [property: Id(4)] LiveEntryText Content);
