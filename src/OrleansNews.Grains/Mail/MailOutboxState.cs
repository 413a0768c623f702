using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Mail;

/// <summary>One shard of the outbox.</summary>
internal sealed record MailOutboxState
{
    /// <summary>In the order in which they came.</summary>
    public ImmutableArray<WaitingMail> Waiting { get; set; } = [];

    /// <summary>When each recipient last got a mail of a kind, as long as that delays the next one.</summary>
    public ImmutableDictionary<string, DateTimeOffset> LastSent { get; set; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Hashes of the newest orders, oldest first: one that comes again makes no second mail.</summary>
    public ImmutableArray<long> Known { get; set; } = [];

    /// <summary>What could not be sent, the newest ones, oldest first.</summary>
    public ImmutableArray<UnsentMail> Unsent { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
