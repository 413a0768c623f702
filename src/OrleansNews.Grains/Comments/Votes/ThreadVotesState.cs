using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

/// <summary>
/// The head of one shard of a thread's votes: what every write rewrites. It holds the newest votes, at most <see cref="VoteLedger.MostRecent"/> (21 bytes each), and 12 bytes
/// for each comment that was ever voted on. Older votes lie in slices.
/// </summary>
internal sealed record ThreadVotesState
{
    /// <summary>Grows with every write.</summary>
    public long Version { get; set; }

    /// <summary>Votes that are in no slice yet.</summary>
    public byte[] Recent { get; set; } = [];

    /// <summary>Counts by comment.</summary>
    public byte[] Counts { get; set; } = [];

    /// <summary>Where the older votes lie.</summary>
    public ImmutableArray<VotePage> Pages { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>
/// The slices of 256 neighbouring comments of a shard. Votes are spread over them by browser, so that a slice stays small however many people vote on one comment.
/// </summary>
internal sealed record VotePage
{
    /// <summary>Which page: <see cref="VoteLedger.PageOf"/>.</summary>
    public int Number { get; set; }

    /// <summary>Names of the stored slices, 1, 2, 4 ... of them; empty for a slice without votes.</summary>
    public ImmutableArray<string> Slices { get; set; } = [""];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
