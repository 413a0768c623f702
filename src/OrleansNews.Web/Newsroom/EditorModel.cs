using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Media;

namespace OrleansNews.Newsroom;

/// <summary>A story in the editor.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Id">The story.</param>
/// <param name="Fields">What stands in the form.</param>
/// <param name="Version">The version that what stands there was made from; 0 for a story that was never saved.</param>
public sealed record EditorModel(SiteFrame Frame, Actor Actor, ArticleId Id, StoryFields Fields, long Version)
{
    /// <summary>The story as it is stored; null when it was never saved.</summary>
    public EditableArticle? Stored { get; init; }

    /// <summary>What colleagues told each other about it.</summary>
    public ImmutableArray<EditorialNote> Notes { get; init; } = [];

    /// <summary>A note as it was typed.</summary>
    public string Note { get; init; } = "";

    /// <summary>The reason for a withdrawal as it was typed.</summary>
    public string WithdrawReason { get; init; } = "";

    /// <summary>Whether something was typed beside the text that no button has sent yet.</summary>
    public bool HasAsides => Note.Length > 0 || WithdrawReason.Length > 0;

    /// <summary>Whether what stands in the form was typed, and is stored nowhere.</summary>
    public bool IsUnsaved { get; init; }

    /// <summary>Names the form of the note.</summary>
    public Guid NoteSubmission { get; init; } = Guid.NewGuid();

    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public bool Saved { get; init; }

    /// <summary>When it goes out, and why, as it was typed.</summary>
    public PlanFields Plan { get; init; } = new();

    /// <summary>The sections that there are.</summary>
    public SectionOffer Sections { get; init; } = SectionOffer.Unknown;

    /// <summary>Pictures that can be chosen from.</summary>
    public ImmutableArray<MediaView> Pictures { get; init; } = [];

    /// <summary>The colleague who has the story open; null when nobody else has.</summary>
    public EditLock? HeldBy => Stored?.Lock is { } held && held.Login != Actor.Login ? held : null;

    /// <summary>Whether readers see the story.</summary>
    public bool IsPublished => Stored?.Status == ArticleStatus.Published;

    /// <summary>Whether it goes out by itself, so that only who may publish it may write.</summary>
    public bool IsPlanned => Stored?.Schedule is not null;

    /// <summary>Whether the whole story was thrown away: nobody writes into it until it is taken back.</summary>
    public bool IsInTrash => Stored is { Trash: not null, PublishedAt: null };

    /// <summary>Whether there is a draft that can be thrown away.</summary>
    public bool HasDraft => Stored is { HasDraft: true };

    /// <summary>Whether this person can write into it now.</summary>
    public bool MayWrite => HeldBy is null && !IsInTrash && (!IsPlanned || MayPublish);

    /// <summary>Whether the form takes what is typed: also what was before a colleague had the story, which a page that took it from its writer would lose.</summary>
    public bool MaySend => MayWrite || this is { IsUnsaved: true, HeldBy: not null };

    /// <summary>Whether this person may let readers see it.</summary>
    public bool MayPublish => Actor.May(Permission.PublishOwnStories);
}
