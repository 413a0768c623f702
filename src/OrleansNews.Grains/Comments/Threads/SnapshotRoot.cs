using System.Text.Json.Serialization;

namespace OrleansNews.Comments.Threads;

/// <summary>The root object of a stored index.</summary>
internal sealed record SnapshotRoot
{
    /// <summary>The form: <see cref="SnapshotCodec.Format"/>.</summary>
    [JsonPropertyName("v")] public int Format { get; init; }

    /// <summary>The last event that it contains.</summary>
    [JsonPropertyName("q")] public long Through { get; init; }

    /// <summary>How many comments.</summary>
    [JsonPropertyName("n")] public int Count { get; init; }

    [JsonPropertyName("pv")] public long PublicVersion { get; init; }

    [JsonPropertyName("c")] public bool IsClosed { get; init; }

    /// <summary>Names of the parts, in order.</summary>
    [JsonPropertyName("p")] public string[] Parts { get; init; } = [];

    /// <summary>The version of each shard of votes.</summary>
    [JsonPropertyName("s")] public long[] VoteVersions { get; init; } = [];

    /// <summary>In the first form edits, flags and decisions, in the form of <see cref="AmendmentTable.Pack"/>. Since then they stand in the parts, of which only changed ones are written again.</summary>
    [JsonPropertyName("a")] public long[]? Amendments { get; init; }
}
