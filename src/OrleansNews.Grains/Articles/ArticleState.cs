using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>The head of one story: small, and the only commit point. Texts are objects of their own, which it names.</summary>
internal sealed record ArticleState
{
    /// <summary>Counts commands; 0 while the story does not exist.</summary>
    public long Version { get; set; }

    public ArticleStatus Status { get; set; }

    /// <summary>Logins of the staff who wrote it; empty when the program itself did.</summary>
    public ImmutableArray<string> Owners { get; set; } = [];

    /// <summary>The permalink's path; empty before the first publication.</summary>
    public string Path { get; set; } = "";

    /// <summary>First publication, in UTC.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When readers last got another text.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    public bool CommentsOpen { get; set; }

    /// <summary>Every publication, update and withdrawal, oldest first; the last one is what readers see.</summary>
    public ImmutableArray<ArticleRevisionEntry> Revisions { get; set; } = [];

    /// <summary>The name of the draft; null when there is none.</summary>
    public string? Draft { get; set; }

    /// <summary>The headline of what was saved last, draft or revision; empty when an older build saved it.</summary>
    public string WorkingTitle { get; set; } = "";

    /// <summary>Whether the draft waits for an editor.</summary>
    public bool InReview { get; set; }

    /// <summary>The name of who saved or published last.</summary>
    public string SavedBy { get; set; } = "";

    /// <summary>When somebody saved or published last.</summary>
    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>The command that brought the text that was saved or published last; null when an older build took it.</summary>
    public ArticleCommandMark? LastText { get; set; }

    /// <summary>The last command that brought none: a plan, an embargo, a withdrawal, a restoration.</summary>
    public ArticleCommandMark? LastDecision { get; set; }

    /// <summary>When the draft goes out by itself; null when that is not planned.</summary>
    public ArticleSchedule? Schedule { get; set; }

    /// <summary>What is said when the draft goes out; null for nothing, and where that is planned: then the plan says it.</summary>
    public ArticleWords? Words { get; set; }

    /// <summary>Until when the draft must not go out.</summary>
    public DateTimeOffset? EmbargoUntil { get; set; }

    /// <summary>What readers were told of mistakes, oldest first.</summary>
    public ImmutableArray<ArticleCorrection> Corrections { get; set; } = [];

    /// <summary>The name of the newest note for colleagues, which names the one before it; null when there is none.</summary>
    public string? LastNote { get; set; }

    /// <summary>What the last notes are known by when they come again, newest last.</summary>
    public ImmutableArray<string> NotesTaken { get; set; } = [];

    /// <summary>Logins of colleagues whom a note calls and who have not seen it yet.</summary>
    public ImmutableArray<string> Mentioned { get; set; } = [];

    /// <summary>Counts what changes the desk and not the story, so that whoever writes meets no conflict for it.</summary>
    public long NoteVersion { get; set; }

    /// <summary>Drafts that were replaced and can be read until the story is published, oldest first.</summary>
    public ImmutableArray<ArticleSavedDraft> Saved { get; set; } = [];

    /// <summary>Whether the script saved the draft, and nobody asked for it.</summary>
    public bool IsSavedByItself { get; set; }

    /// <summary>The draft that was thrown away last, until another one begins; null for none.</summary>
    public ArticleTrash? Trash { get; set; }

    /// <summary>Drafts that were replaced, kept for a while so that a copy of the data taken between head and object stays whole.</summary>
    public ImmutableArray<DiscardedDraft> Discarded { get; set; } = [];

    /// <summary>The listings in which readers find the story.</summary>
    public ImmutableArray<string> ListedIn { get; set; } = [];

    /// <summary>What permalinks and listings have not been told yet.</summary>
    public ImmutableArray<ArticleMessage> Outbox { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The number of what readers see; 0 before the first publication.</summary>
    [JsonIgnore]
    public long Revision => Revisions.IsEmpty ? 0 : Revisions[^1].Number;

    /// <summary>
    /// What can be taken back of what was thrown away; null for nothing, also where a draft was saved since by an older build, which knows no trash and leaves <see cref="Trash"/> as it was.
    /// </summary>
    [JsonIgnore]
    public ArticleTrash? ThrownAway => Trash is { } trash && (trash.Draft is null ? (trash.Kept ?? Draft) == Draft : Draft is null) ? trash : null;

    /// <summary>Whether the whole story was thrown away: readers never had it.</summary>
    [JsonIgnore]
    public bool IsInTrash => ThrownAway is not null && Revisions.IsEmpty;

    /// <summary>What the desk is told this head by: grows with everything that it shows.</summary>
    [JsonIgnore]
    public long DeskVersion => Version + NoteVersion;

    /// <summary>The newest revision with a text, which a withdrawal has not; null before the first publication.</summary>
    [JsonIgnore]
    public ArticleRevisionEntry? Text => Revisions.LastOrDefault(revision => revision.Name is not null);
}

/// <summary>One line of a story's history.</summary>
internal sealed record ArticleRevisionEntry
{
    public long Number { get; set; }

    /// <summary>The stored revision; null for a withdrawal.</summary>
    public string? Name { get; set; }

    public ArticleStatus Status { get; set; }

    public DateTimeOffset At { get; set; }

    public string By { get; set; } = "";

    public string Reason { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The stored form of <see cref="PublicationWords"/>.</summary>
internal sealed record ArticleWords
{
    public string Reason { get; set; } = "";

    public string Correction { get; set; } = "";

    public bool ShowsChange { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A publication that goes out by itself.</summary>
internal sealed record ArticleSchedule
{
    /// <summary>Names it among all that the story ever planned: what fires must name this one.</summary>
    public Guid Publication { get; set; }

    public DateTimeOffset At { get; set; }

    public string Login { get; set; } = "";

    public string By { get; set; } = "";

    public string Reason { get; set; } = "";

    public string? Correction { get; set; }

    public bool ShowsChange { get; set; }

    /// <summary>Why it could not go out; empty until then.</summary>
    public string Problem { get; set; } = "";

    /// <summary>The <see cref="FieldError.Code"/> of <see cref="Problem"/>.</summary>
    public string ProblemCode { get; set; } = "";

    /// <summary>The <see cref="FieldError.Detail"/> of <see cref="Problem"/>.</summary>
    public string ProblemDetail { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What readers were told of a mistake.</summary>
internal sealed record ArticleCorrection
{
    /// <summary>The revision that mended it.</summary>
    public long Revision { get; set; }

    public DateTimeOffset At { get; set; }

    public string Text { get; set; } = "";

    /// <summary>The stored revision before it, where readers may compare; else null.</summary>
    public string? Before { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A draft that was replaced, and by whom it was saved.</summary>
internal sealed record ArticleSavedDraft
{
    public string Name { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string By { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A draft that was thrown away, and what was decided for it.</summary>
internal sealed record ArticleTrash
{
    public DateTimeOffset At { get; set; }

    public string By { get; set; } = "";

    /// <summary>The draft; null when it is the draft of the story still, which readers never had: an older build must have a text of it.</summary>
    public string? Draft { get; set; }

    /// <summary>That draft of the story; null when it is in <see cref="Draft"/>, or when a build that did not write it down threw it away.</summary>
    public string? Kept { get; set; }

    /// <summary>The <see cref="ArticleState.WorkingTitle"/> of it.</summary>
    public string Title { get; set; } = "";

    /// <summary>Names what the schedule reminds the story of when the text is to be deleted; empty once it is, and where an older build threw it away.</summary>
    public Guid Deletion { get; set; }

    /// <summary>Whether it waited for an editor.</summary>
    public bool InReview { get; set; }

    public ArticleWords? Words { get; set; }

    public DateTimeOffset? EmbargoUntil { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A draft to which the story does not refer any more.</summary>
internal sealed record DiscardedDraft
{
    public string Name { get; set; } = "";

    public DateTimeOffset At { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
