using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Comments;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>The stored form of a <see cref="LogEntry"/>.</summary>
internal sealed record StoredLogEntry : ITreeEntry
{
    [JsonPropertyName("t")]
    public long Milliseconds { get; set; }

    [JsonPropertyName("m")]
    public long Minor { get; set; }

    [JsonPropertyName("k")]
    public LogAction Action { get; set; }

    [JsonPropertyName("a")]
    public long Article { get; set; }

    [JsonPropertyName("n")]
    public int Number { get; set; }

    [JsonPropertyName("f")]
    public CommentStatus? From { get; set; }

    [JsonPropertyName("s")]
    public CommentStatus? To { get; set; }

    [JsonPropertyName("r")]
    public string? Reason { get; set; }

    [JsonPropertyName("l")]
    public string? Login { get; set; }

    [JsonPropertyName("z")]
    public bool IsErased { get; set; }

    [JsonPropertyName("w")]
    public StoryModeration? Mode { get; set; }

    [JsonPropertyName("u")]
    public DateTimeOffset? SuspendedUntil { get; set; }

    [JsonPropertyName("p")]
    public CommenterRule? Rule { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => new(Milliseconds, Minor);

    public static StoredLogEntry Of(LogEntry entry) => new()
    {
        Milliseconds = entry.Place.Milliseconds,
        Minor = entry.Place.Minor,
        Action = entry.Action,
        Article = entry.Article.Value,
        Number = entry.Number,
        From = entry.From,
        To = entry.To,
        Reason = entry.Reason.Length > 0 && !entry.IsErased ? entry.Reason : null,
        Login = entry.Login.Length > 0 ? entry.Login : null,
        IsErased = entry.IsErased,
        Mode = entry.Mode,
        SuspendedUntil = entry.SuspendedUntil,
        Rule = entry.Rule,
    };

    public LogEntry ToEntry() => new()
    {
        Place = new(Milliseconds, Minor),
        Action = Action,
        Article = new(Article),
        Number = Number,
        From = From,
        To = To,
        Reason = Reason ?? "",
        Login = Login ?? "",
        IsErased = IsErased,
        Mode = Mode,
        SuspendedUntil = SuspendedUntil,
        Rule = Rule,
    };
}
