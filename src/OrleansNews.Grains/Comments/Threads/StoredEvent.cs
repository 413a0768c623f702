using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// An event of a thread as it is stored: one flat form, its members one letter because every comment carries them. Members that this build does not know are kept.
/// A kind that it does not know is kept, too, and counted as <see cref="LogChange.Internal"/>.
/// </summary>
internal sealed record StoredEvent
{
    /// <summary>Which event: see <see cref="EventKind"/>.</summary>
    [JsonPropertyName("k")] public string Kind { get; init; } = "";

    /// <summary>When, in milliseconds since 1970.</summary>
    [JsonPropertyName("t")] public long Time { get; init; }

    /// <summary>The number of the comment in the thread; 0 for events of the thread itself.</summary>
    [JsonPropertyName("n")] public int Number { get; init; }

    /// <summary>posted: the number of the parent.</summary>
    [JsonPropertyName("p")] public int Parent { get; init; }

    /// <summary>posted, edited, decided: the comment's status behind the event.</summary>
    [JsonPropertyName("s")] public CommentStatus Status { get; init; }

    /// <summary>edited: the version behind the event.</summary>
    [JsonPropertyName("v")] public int Version { get; init; }

    /// <summary>decided: the <see cref="Comments.Decision"/>. flagged: the <see cref="FlagReason"/>.</summary>
    [JsonPropertyName("d")] public byte Decision { get; init; }

    /// <summary>posted: the name.</summary>
    [JsonPropertyName("a")] public string? Author { get; init; }

    /// <summary>posted: the website.</summary>
    [JsonPropertyName("u")] public string? Url { get; init; }

    /// <summary>posted, edited: the text. flagged: the note.</summary>
    [JsonPropertyName("x")] public string? Text { get; init; }

    /// <summary>posted: key of the commenter.</summary>
    [JsonPropertyName("c")] public string? Commenter { get; init; }

    /// <summary>posted: the sealed email.</summary>
    [JsonPropertyName("m")] public byte[]? SealedEmail { get; init; }

    /// <summary>posted: the sealed address and user agent.</summary>
    [JsonPropertyName("o")] public byte[]? SealedOrigin { get; init; }

    /// <summary>posted, flagged: the browser.</summary>
    [JsonPropertyName("b"), JsonConverter(typeof(CompactGuidConverter))] public Guid Browser { get; init; }

    /// <summary>posted: the submission. decided: the command.</summary>
    [JsonPropertyName("i"), JsonConverter(typeof(CompactGuidConverter))] public Guid Submission { get; init; }

    /// <summary>posted: the hash of the payload.</summary>
    [JsonPropertyName("h")] public long PayloadHash { get; init; }

    /// <summary>posted: the duplicate rule's hash by author.</summary>
    [JsonPropertyName("f")] public long DuplicateByAuthor { get; init; }

    /// <summary>posted: the duplicate rule's hash by email.</summary>
    [JsonPropertyName("g")] public long DuplicateByEmail { get; init; }

    /// <summary>posted, edited, decided: why.</summary>
    [JsonPropertyName("r")] public string? Reason { get; init; }

    /// <summary>The staff member who did it.</summary>
    [JsonPropertyName("l")] public string? Login { get; init; }

    /// <summary>posted: the commenter's grain hears of the approval.</summary>
    [JsonPropertyName("w")] public bool NotifyApproval { get; init; }

    /// <summary>posted: the commenter asks for mails about replies.</summary>
    [JsonPropertyName("y")] public bool WantsReplyMail { get; init; }

    /// <summary>posted, edited, decided: somebody was to be told of it by mail when it was written.</summary>
    [JsonPropertyName("q")] public bool OwesMail { get; init; }

    /// <summary>decided: the command that it takes back; empty for a decision of its own.</summary>
    [JsonPropertyName("j"), JsonConverter(typeof(CompactGuidConverter))] public Guid Undoes { get; init; }

    /// <summary>decided: it takes back a decision about a comment that readers had flagged, and the flags ask for a moderator again.</summary>
    [JsonPropertyName("e")] public bool Flags { get; init; }

    /// <summary>Whether the data of a person was taken out after an erasure.</summary>
    [JsonPropertyName("z")] public bool Redacted { get; init; }

    /// <summary>Members of a newer build.</summary>
    [JsonExtensionData] public IDictionary<string, JsonElement>? Unknown { get; set; }
}
