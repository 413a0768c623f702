using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

/// <summary>The head of a listing: the roots of its trees. A listing that fits into one leaf is all in here.</summary>
internal sealed record ListingState
{
    /// <summary>Counts changes.</summary>
    public long Version { get; set; }

    /// <summary>When the last of them was made; the beginning of time for a head that an older build wrote.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The stories in publishing order.</summary>
    public TreeNode<ListingRecord> Stories { get; set; } = new();

    /// <summary>Every story that was ever told of, by number.</summary>
    public TreeNode<KnownStory> Known { get; set; } = new();

    /// <summary>The last change of each story, by position; empty in a listing whose changes nobody follows.</summary>
    public TreeNode<ListedChange> Changes { get; set; } = new();

    /// <summary>Stored nodes of <see cref="Stories"/> that this head's change replaced and that are to be deleted.</summary>
    public ImmutableArray<string> ReplacedStories { get; set; } = [];

    /// <summary>The same for <see cref="Known"/>.</summary>
    public ImmutableArray<string> ReplacedKnown { get; set; } = [];

    /// <summary>The same for <see cref="Changes"/>.</summary>
    public ImmutableArray<string> ReplacedChanges { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
