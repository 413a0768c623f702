namespace OrleansNews.Layout;

/// <content>The words of those who write.</content>
public sealed partial class SiteTexts
{
    public string AllStories => Text();

    public string SearchStories => Text();

    public string NoStoriesFound => Text();

    public string StoriesByStatus => Text();

    public string StoriesInHand => Text();

    public string StoriesMine => Text();

    public string StoriesDrafts => Text();

    public string StoriesInReview => Text();

    public string StoriesChanges => Text();

    public string StoriesPublished => Text();

    public string StoriesWithdrawn => Text();

    public string NewStory => Text();

    public string EditStory => Text();

    public string SeeStory => Text();

    public string Untitled => Text();

    public string Newer => Text();

    public string Older => Text();

    public string StateDraft => Text();

    public string StateInReview => Text();

    public string StatePublished => Text();

    public string StateChange => Text();

    public string StateWithdrawn => Text();

    public string SavedByAt(string name, string time) => Fill([name, time]);

    public string SavedAtTime(string time) => Fill([time]);

    public string NotSavedYet => Text();

    public string Headline => Text();

    public string Standfirst => Text();

    public string StoryText => Text();

    public string StoryAuthors => Text();

    public string Dateline => Text();

    public string StorySection => Text();

    public string StoryTags => Text();

    public string StorySlug => Text();

    public string StoryFormat => Text();

    public string Excerpt => Text();

    public string ForSearchEngines => Text();

    public string SeoTitle => Text();

    public string SeoDescription => Text();

    public string CommentsAreOpen => Text();

    public string ReasonForHistory => Text();

    public string SaveDraft => Text();

    public string SaveMine => Text();

    public string Preview => Text();

    public string SendToReview => Text();

    public string BackToDraft => Text();

    public string Publish => Text();

    public string Update => Text();

    public string WithdrawStory => Text();

    public string WithdrawText => Text();

    public string CannotBeShown => Text();

    public string ChangedMeanwhile => Text();

    public string StoryPreview => Text();

    public string StoryPreviewText => Text();

    public string Formatting => Text();

    public string Bold => Text();

    public string Italic => Text();

    public string Link => Text();

    public string Subheading => Text();

    public string Quotation => Text();

    public string List => Text();

    public string Words(int count) => Plural(count);

    public string OpenAt(string name, string time) => Fill([name, time]);

    public string OpenAtText => Text();

    public string TakeOver => Text();

    public string TakenOverBy(string name) => Fill([name]);

    public string AutosaveConflict => Text();

    public string ConflictTitle => Text();

    public string ConflictBy(string name) => Fill([name]);

    public string ConflictText => Text();

    public string ConflictHeldText => Text();

    public string TakeOverAndSave => Text();

    public string TheirText => Text();

    public string YourText => Text();

    public string KeepTheirText => Text();

    public string NoStoriesOnShelf => Text();

    public string NotSavedNow => Text();

    public string SignedOutNow => Text();

    public string NotYoursTitle => Text();

    public string NotYoursText => Text();

    public string NotYoursNow => Text();

    public string StateFailed => Text();

    public string StoriesTrash => Text();

    public string StateInTrash => Text();

    public string DiscardStory => Text();

    public string DiscardStoryText => Text();

    public string DiscardChange => Text();

    public string DiscardChangeText => Text();

    public string StoryDiscardedBy(string name, string time) => Fill([name, time]);

    public string DraftDiscardedBy(string name, string time) => Fill([name, time]);

    public string DraftDiscardedText => Text();

    public string TrashText => Text();

    public string TakeBack => Text();

    public string TakeBackStory(string title) => Fill([title]);

    public string SavedDrafts => Text();

    public string SavedDraftsText => Text();

    public string TakeIntoDraft => Text();

    public string ComparedWithDraft(string time) => Fill([time]);

    public string FieldYes => Text();

    public string FieldNo => Text();

    public string Until(string time) => Fill([time]);

    public string History => Text();

    public string TheDraft => Text();

    public string NothingChanged => Text();

    public string NoRevisions => Text();

    public string ComparedRevisions(string from, string to) => Fill([from, to]);

    public string RevisionBy(string number, string name) => Fill([number, name]);

    public string CompareWith(string number) => Fill([number]);

    public string CompareWithDraft => Text();

    public string RestoreRevision(string number) => Fill([number]);

    public string RevisionRestored(string number) => Fill([number]);

    public string CorrectionForReaders => Text();

    public string CorrectionShowsChange => Text();

    public string Unschedule => Text();

    public string SavedByHand => Text();

    public string Desk => Text();

    public string Due => Text();

    public string WaitsForAnEditor => Text();

    public string InWhoseHands => Text();

    public string NothingHere => Text();

    public string CommentsWaiting => Text();

    public string CommentsHeld => Text();

    public string CommentsFlagged => Text();

    public string GoneOut => Text();

    public string ColleaguesCall => Text();

    public string SeenIt => Text();

    public string Notes => Text();

    public string OlderNotes => Text();

    public string NewNote => Text();

    public string AddNote => Text();

    public string TextNotSaved => Text();

    public string AsideNotSent => Text();

    public string NotSavedTryAgain => Text();

    public string SectionCannotBeChecked => Text();

    public string SectionNotSavedYet => Text();
}
