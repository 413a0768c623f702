using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Moderation;

namespace OrleansNews.Comments;

/// <summary>What is kept about a commenter, beside the sealing key.</summary>
internal sealed record CommenterState
{
    /// <summary>Stories under which there may be comments of this person, ascending.</summary>
    public ImmutableArray<long> Articles { get; set; } = [];

    /// <summary>Browsers that made an approved comment, oldest first.</summary>
    public ImmutableArray<Guid> Browsers { get; set; } = [];

    /// <summary>What these browsers are trusted by, as long as readers see it. One that is not named here is trusted for good: builds that did not ask stored it.</summary>
    public ImmutableArray<BrowserVouchers> Vouchers { get; set; } = [];

    /// <summary>Until when a moderator suspended this person.</summary>
    public DateTimeOffset? SuspendedUntil { get; set; }

    /// <summary>What moderators decided about all comments of this person.</summary>
    public CommenterRule Rule { get; set; }

    /// <summary>When a decision about this person was logged last, in milliseconds since 1970: no two have the same.</summary>
    public long DecidedAt { get; set; }

    /// <summary>Decisions that the moderation log does not know yet.</summary>
    public ImmutableArray<StoredLogEntry> Untold { get; set; } = [];

    /// <summary>Who ordered an erasure that is not carried through yet: their login, empty for the program itself. Null when none is under way.</summary>
    public string? Erasing { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
