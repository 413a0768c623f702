using System.Text.Json.Serialization;

namespace OrleansNews.LiveStories;

/// <summary>What changed in a live story, for a page that shows it. With <paramref name="Version"/> alone: ask for what changed after the version that the page has.</summary>
/// <param name="Version">As of which version.</param>
/// <param name="From">After which version; a page of this one or a later one can take it.</param>
/// <param name="Complete">Whether that is all of it; else the page is read anew.</param>
/// <param name="Entries">Each changed entry once, as it is now.</param>
/// <param name="Pinned">The pinned entries, the one that stands first first.</param>
/// <param name="Ended">Whether the coverage has ended.</param>
/// <param name="State">What the head of the entries says.</param>
internal sealed record LiveStoryUpdate(
    long Version, long? From = null, bool? Complete = null, IReadOnlyList<LiveEntryUpdate>? Entries = null, IReadOnlyList<long>? Pinned = null, bool? Ended = null, string? State = null);

/// <summary>One entry as it is now. Without <paramref name="Html"/> it was withdrawn.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Html">Its element, as the page shows it.</param>
internal sealed record LiveEntryUpdate(long Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Html = null);
