using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments.Threads;

/// <summary>What a thread keeps in its head beside the events.</summary>
internal sealed record ThreadOwnerState
{
    /// <summary>The number of the last comment: known even when the block that holds it is lost.</summary>
    [JsonPropertyName("n")] public int LastNumber { get; init; }

    /// <summary>One bit for each shard of votes that ever sent counts.</summary>
    [JsonPropertyName("v")] public int VoteShards { get; init; }

    /// <summary>Approvals in events up to this one are known to the commenters' grains, decisions to the moderation log, and what is told by mail to the mail desk.</summary>
    [JsonPropertyName("d")] public long DeliveredThrough { get; init; }

    /// <summary>What is told by mail is known up to this one, when that is further: while somebody cannot be told of an approval, nobody gets a mail again.</summary>
    [JsonPropertyName("dm")] public long MailedThrough { get; init; }

    /// <summary>Where comments stand after events up to this one, the moderation queues know.</summary>
    [JsonPropertyName("m")] public long QueuedThrough { get; init; }

    /// <summary>Comments that began to wait in events up to this one, nobody was to be mailed about when they did; nobody is later.</summary>
    [JsonPropertyName("uh")] public long UnmailedHeldThrough { get; init; }

    /// <summary>The same of comments that readers began to see.</summary>
    [JsonPropertyName("uv")] public long UnmailedVisibleThrough { get; init; }

    /// <summary>Members of a newer build.</summary>
    [JsonExtensionData] public IDictionary<string, JsonElement>? Unknown { get; set; }
}
