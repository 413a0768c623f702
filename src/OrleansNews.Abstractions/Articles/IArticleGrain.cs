using System.Collections.Immutable;
using OrleansNews.Accounts;
using Orleans.Concurrency;

namespace OrleansNews.Articles;

/// <summary>One story: its status, its revisions, its draft. Key: the <see cref="ArticleId"/>.</summary>
/// <remarks>
/// A command that comes again, because its answer was lost, is answered with the present version and done once: the same person, the same version expected, the same
/// text and wishes. So is a draft whose text the story has from the same person already, however it was saved.
/// </remarks>
[Alias("news.article")]
public interface IArticleGrain : IGrainWithIntegerKey
{
    /// <summary>Saves a draft without touching what readers see.</summary>
    [Alias("save-draft")]
    Task<ArticleResult> SaveDraftAsync(SaveDraft command);

    /// <summary>
    /// Publishes, or updates what is published. On return the revision is durable and readable at its permalink; when the permalink's
    /// keeper does not answer it becomes readable as soon as it does. Listings follow by themselves.
    /// </summary>
    [Alias("publish")]
    Task<ArticleResult> PublishAsync(PublishArticle command);

    /// <summary>
    /// Throws the draft away, with all that was planned for it. What readers see stays. A story that was never published is in the trash then: it leaves the lists of the
    /// desk but that of the trash, which names it for 30 days as WordPress does; whoever saves it goes on with it.
    /// </summary>
    [Alias("discard-draft")]
    Task<ArticleResult> DiscardDraftAsync(DiscardDraft command);

    /// <summary>Takes back what was thrown away last, as long as nobody began another draft. Nothing is planned for it. Does nothing where nothing was thrown away.</summary>
    [Alias("take-draft-back")]
    Task<ArticleResult> TakeDraftBackAsync(Actor actor);

    /// <summary>
    /// Withdraws a published story. Answered when no listing shows it any more. Where one cannot be told now, the fault that says so is thrown, although the story is withdrawn and the listing is told later;
    /// the same command is answered as if it had been the first, once it was.
    /// </summary>
    [Alias("withdraw")]
    Task<ArticleResult> WithdrawAsync(WithdrawArticle command);

    /// <summary>Gives a published story the address that the site's present permalink pattern says; the one before leads to it from then on. Does nothing when it has it.</summary>
    [Alias("readdress")]
    Task ReaddressAsync();

    /// <summary>
    /// The story as readers see it; null when it was never published. With <paramref name="knownRevision"/> equal to the current
    /// revision the body is left out (<see cref="PublishedArticle.Html"/> is empty), which makes a check cheap; 0 asks for everything.
    /// </summary>
    [ReadOnly, Alias("get-published")]
    Task<PublishedArticle?> GetPublishedAsync(long knownRevision);

    /// <summary>The story as its writers see it: the newest content, its version and history. Null when it does not exist or <paramref name="actor"/> may not see it.</summary>
    [ReadOnly, Alias("get-for-editing")]
    Task<EditableArticle?> GetForEditingAsync(Actor actor);

    /// <summary>Plans when the draft goes out by itself. Registered with <see cref="IScheduleGrain"/> first.</summary>
    [Alias("schedule")]
    Task<ArticleResult> ScheduleAsync(ScheduleArticle command);

    /// <summary>Sets or ends an embargo.</summary>
    [Alias("embargo")]
    Task<ArticleResult> EmbargoAsync(EmbargoArticle command);

    /// <summary>A planned publication is due: it goes out if the story still plans this one, and so once however often this is called.</summary>
    [Alias("publish-scheduled")]
    Task<ScheduleOutcome> PublishScheduledAsync(Guid publication);

    /// <summary>The texts before and after the correction of a revision; null when there is none, when it does not show them, or while the story is withdrawn.</summary>
    [ReadOnly, Alias("get-corrected")]
    Task<CorrectedText?> GetCorrectedAsync(long revision);

    /// <summary>
    /// <see cref="GetForEditingAsync"/> for somebody who begins to write: they have the story open from then on, unless a colleague has and <paramref name="takeOver"/> is false.
    /// <see cref="EditableArticle.Lock"/> says who has it.
    /// </summary>
    [Alias("open")]
    Task<EditableArticle?> OpenAsync(Actor actor, bool takeOver);

    /// <summary>Whether nobody ever saved this story.</summary>
    [ReadOnly, Alias("is-new")]
    Task<bool> IsNewAsync();

    /// <summary>A sign that somebody still has the story open, from a page that gives one every few seconds. Answers who has it, which may be somebody else by now.</summary>
    [Alias("keep-open")]
    Task<EditLock?> KeepOpenAsync(Actor actor);

    /// <summary>Adds a note for colleagues. <see cref="ArticleSaved.Version"/> stays what it was.</summary>
    [Alias("add-note")]
    Task<ArticleResult> AddNoteAsync(AddNote note);

    /// <summary>Somebody has seen that they were called: their desk says so no more.</summary>
    [Alias("settle-mention")]
    Task SettleMentionAsync(Actor actor);

    /// <summary>The newest 100 notes, oldest first; none when the actor may not open the story.</summary>
    [ReadOnly, Alias("get-notes")]
    Task<ImmutableArray<EditorialNote>> GetNotesAsync(Actor actor);

    /// <summary>
    /// Up to 100 notes of which the last is the one named <paramref name="newest"/> (<see cref="EditorialNote.Before"/> of the note after it), oldest first; none when
    /// this story has no such note, or the actor may not open the story.
    /// </summary>
    [ReadOnly, Alias("get-older-notes")]
    Task<ImmutableArray<EditorialNote>> GetOlderNotesAsync(Actor actor, string newest);

    /// <summary>Somebody leaves the story to others; nothing when they do not have it, or opened another page of it since (<see cref="EditLock.Page"/>).</summary>
    [Alias("close")]
    Task CloseAsync(Guid page, Actor actor);

    /// <summary>One revision as it was written; null when there is none of that number with a text, or the actor may not see it.</summary>
    [ReadOnly, Alias("get-revision")]
    Task<ArticleContent?> GetRevisionAsync(long number, Actor actor);

    /// <summary>One of <see cref="EditableArticle.Saved"/>; null when there is none of that name, or the actor may not see it.</summary>
    [ReadOnly, Alias("get-saved-draft")]
    Task<ArticleContent?> GetSavedDraftAsync(string name, Actor actor);

    /// <summary>Whether readers see the story, and what <paramref name="actor"/> may do to it; a reader, null, may nothing. Null when it was never published.</summary>
    [ReadOnly, Alias("get-standing")]
    Task<StoryStanding?> GetStandingAsync(Actor? actor);
}
