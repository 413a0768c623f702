using System.Collections.Immutable;
using OrleansNews.Articles;

namespace OrleansNews.LiveStories;

/// <summary>Which entries are asked for.</summary>
/// <param name="OldestFirst">Whether they are read from the oldest to the newest; else the other way.</param>
/// <param name="Beyond">The number of the entry behind which the page begins; 0 for the first page.</param>
/// <param name="Take">At most so many, 1 to 100.</param>
[GenerateSerializer, Immutable, Alias("news.LiveEntriesQuery")]
public sealed record LiveEntriesQuery([property: Id(0)] bool OldestFirst, [property: Id(1)] long Beyond, [property: Id(2)] int Take);

/// <summary>A page of entries as every reader may see them.</summary>
[GenerateSerializer, Immutable, Alias("news.LiveEntries")]
public sealed record LiveEntries
{
    /// <summary>What they are as of.</summary>
    [Id(0)] public required LiveStoryView Story { get; init; }

    /// <summary>The entries in the order asked for. A pinned one is among them in its place too.</summary>
    [Id(1)] public required ImmutableArray<LiveEntry> Items { get; init; }

    /// <summary>The pinned entries, in the order of <see cref="LiveStoryView.Pinned"/>; empty for any but a first page.</summary>
    [Id(2)] public ImmutableArray<LiveEntry> Pinned { get; init; } = [];

    /// <summary>Whether there are more in this direction.</summary>
    [Id(3)] public bool HasMore { get; init; }
}

/// <summary>What is said of a live story as a whole.</summary>
/// <param name="Version">Grows with everything that readers may see change.</param>
/// <param name="Order">In what order readers see its entries.</param>
/// <param name="Count">How many readers may see.</param>
/// <param name="LastNumber">The number of the newest entry, withdrawn or not.</param>
/// <param name="StartedAt">When its first entry was added; null before it.</param>
/// <param name="EndedAt">When the coverage ended; null while it goes on.</param>
/// <param name="ChangedAt">When something changed last; null before the first entry.</param>
/// <param name="Pinned">The numbers of the pinned entries, the one pinned last first.</param>
[GenerateSerializer, Immutable, Alias("news.LiveStoryView")]
public sealed record LiveStoryView(
    [property: Id(0)] long Version,
    [property: Id(1)] LiveOrder Order,
    [property: Id(2)] int Count,
    [property: Id(3)] long LastNumber,
    [property: Id(4)] DateTimeOffset? StartedAt,
    [property: Id(5)] DateTimeOffset? EndedAt,
    [property: Id(6)] DateTimeOffset? ChangedAt,
    [property: Id(7)] ImmutableArray<long> Pinned);

/// <summary>One entry as every reader may see it.</summary>
[GenerateSerializer, Immutable, Alias("news.LiveEntry")]
public sealed record LiveEntry
{
    /// <summary>From 1, in the order in which they were added.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>Counts its texts from 1: more than 1 is an entry that was corrected.</summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>Plain text; may be empty.</summary>
    [Id(2)] public required string Headline { get; init; }

    /// <summary>Sanitised HTML, ready to be shown; its ids are like those of no other entry.</summary>
    [Id(3)] public required string Html { get; init; }

    /// <summary>Its beginning as plain text.</summary>
    [Id(4)] public required string Summary { get; init; }

    /// <summary>The name of who added it.</summary>
    [Id(5)] public required string By { get; init; }

    /// <summary>When it was added.</summary>
    [Id(6)] public required DateTimeOffset At { get; init; }

    /// <summary>When it was corrected last; null when never.</summary>
    [Id(7)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether it is one of the events that sum the story up.</summary>
    [Id(8)] public bool IsKey { get; init; }
}

/// <summary>What an address of an entry leads to.</summary>
/// <param name="Story">What it is as of.</param>
/// <param name="Entry">The entry; null when it was withdrawn.</param>
/// <param name="Earlier">The number of the visible entry before it; null when there is none.</param>
/// <param name="Later">The number of the visible entry behind it; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("news.FoundLiveEntry")]
public sealed record FoundLiveEntry([property: Id(0)] LiveStoryView Story, [property: Id(1)] LiveEntry? Entry, [property: Id(2)] long? Earlier, [property: Id(3)] long? Later);

/// <summary>What changed after a version.</summary>
/// <param name="Story">What it is as of.</param>
/// <param name="Items">Each changed entry once, as it is now, in the order of the changes; empty when too much changed to be told.</param>
/// <param name="Complete">Whether that is all of it.</param>
[GenerateSerializer, Immutable, Alias("news.LiveStoryChanges")]
public sealed record LiveStoryChanges([property: Id(0)] LiveStoryView Story, [property: Id(1)] ImmutableArray<LiveEntryChange> Items, [property: Id(2)] bool Complete);

/// <summary>An entry that changed.</summary>
/// <param name="Number">The entry.</param>
/// <param name="Entry">As it is now; null when it was withdrawn.</param>
[GenerateSerializer, Immutable, Alias("news.LiveEntryChange")]
public sealed record LiveEntryChange([property: Id(0)] long Number, [property: Id(1)] LiveEntry? Entry);
