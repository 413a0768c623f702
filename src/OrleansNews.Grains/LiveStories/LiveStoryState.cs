using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <summary>The head of a live story: the roots of its trees, and so of one size whatever the number of entries. Texts are objects of their own.</summary>
internal sealed record LiveStoryState
{
    /// <summary>Counts changes.</summary>
    public long Version { get; set; }

    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>The number given out last.</summary>
    public long LastNumber { get; set; }

    /// <summary>How many entries were withdrawn.</summary>
    public int Withdrawn { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Numbers of the entries above all others, the one pinned last first.</summary>
    public ImmutableArray<long> Pinned { get; set; } = [];

    /// <summary>Every entry, by number.</summary>
    public TreeNode<LiveEntryRecord> Entries { get; set; } = new();

    /// <summary>The last change of each entry, by version.</summary>
    public TreeNode<LiveChangeRecord> Changes { get; set; } = new();

    /// <summary>Which submission made which entry, for ever: a form may be sent again from a page that was open all night.</summary>
    public TreeNode<LiveSubmissionRecord> Submissions { get; set; } = new();

    /// <summary>Stored nodes of <see cref="Entries"/> that this head's change replaced and that are to be deleted.</summary>
    public ImmutableArray<string> ReplacedEntries { get; set; } = [];

    /// <summary>The same for <see cref="Changes"/>.</summary>
    public ImmutableArray<string> ReplacedChanges { get; set; } = [];

    /// <summary>The same for <see cref="Submissions"/>.</summary>
    public ImmutableArray<string> ReplacedSubmissions { get; set; } = [];

    /// <summary>The version that took something from readers' sight and that those who keep pages were not told of; 0 when they know.</summary>
    public long Untold { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
