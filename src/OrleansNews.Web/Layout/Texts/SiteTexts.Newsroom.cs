namespace OrleansNews.Layout;

/// <content>The words of those who write.</content>
public sealed partial class SiteTexts
{
    public string AllStories => Text();

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

    public string WordsOne => Text();

    public string WordsOther => Text();

    public string OpenAt(string name, string time) => Fill([name, time]);

    public string OpenAtText => Text();

    public string TakeOver => Text();

    public string TakenOverBy(string name) => Fill([name]);

    public string AutosaveConflict => Text();

    public string ConflictTitle => Text();

    public string ConflictBy(string name) => Fill([name]);

    public string ConflictText => Text();

    public string TheirText => Text();

    public string YourText => Text();

    public string KeepTheirText => Text();

    public string NoStoriesOnShelf => Text();

    public string NotSavedNow => Text();

    public string SignedOutNow => Text();
}
