using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>The stories in hand of one shard, and those that left it of late.</summary>
internal sealed record StoryDeskState
{
    /// <summary>By the story's number.</summary>
    public ImmutableDictionary<long, DeskEntry> Stories { get; set; } = ImmutableDictionary<long, DeskEntry>.Empty;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One story, in hand or gone.</summary>
internal sealed record DeskEntry
{
    public long Version { get; set; }

    /// <summary>When it left the desk; null while it is there.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public ArticleStatus Status { get; set; }

    public string Title { get; set; } = "";

    public ImmutableArray<string> Owners { get; set; } = [];

    public string SavedBy { get; set; } = "";

    public DateTimeOffset SavedAt { get; set; }

    public bool InReview { get; set; }

    public bool HasDraft { get; set; }

    public bool WasPublished { get; set; }

    public DateTimeOffset? ScheduledAt { get; set; }

    public DateTimeOffset? EmbargoUntil { get; set; }

    public bool HasFailed { get; set; }

    public ImmutableArray<string> Mentions { get; set; } = [];

    public DateTimeOffset? DiscardedAt { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    public static DeskEntry From(StoryInHand story) => new()
    {
        Version = story.Version,
        Status = story.Status,
        Title = story.Title,
        Owners = story.Owners,
        SavedBy = story.SavedBy,
        SavedAt = story.SavedAt,
        InReview = story.InReview,
        HasDraft = story.HasDraft,
        WasPublished = story.WasPublished,
        ScheduledAt = story.ScheduledAt,
        EmbargoUntil = story.EmbargoUntil,
        HasFailed = story.HasFailed,
        Mentions = story.Mentions,
        DiscardedAt = story.DiscardedAt,
    };

    public StoryInHand ToStory(long article) => new()
    {
        Article = new(article),
        Version = Version,
        Status = Status,
        Title = Title,
        Owners = Owners,
        SavedBy = SavedBy,
        SavedAt = SavedAt,
        InReview = InReview,
        HasDraft = HasDraft,
        WasPublished = WasPublished,
        ScheduledAt = ScheduledAt,
        EmbargoUntil = EmbargoUntil,
        HasFailed = HasFailed,
        Mentions = Mentions,
        DiscardedAt = DiscardedAt,
    };
}
