using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.LiveStories;

namespace OrleansNews.Newsroom;

/// <summary>A live story before those who add entries to it.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Story">The story.</param>
/// <param name="Live">Its entries, the newest first.</param>
/// <param name="Fields">What stands in the form.</param>
public sealed record LiveDeskModel(SiteFrame Frame, Actor Actor, EditableArticle Story, EditableLiveStory Live, LiveFields Fields)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public bool Saved { get; init; }

    /// <summary>Whether readers see what is added.</summary>
    public bool TakesEntries => Story.Status == ArticleStatus.Published && Live.Story.EndedAt is null;

    public string When(DateTimeOffset moment) => Frame.Texts.DateAndTime(Frame.Dates.Date(moment), Frame.Dates.Time(moment));
}

/// <summary>One entry before those who correct it.</summary>
/// <param name="Desk">The live story.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Revisions">Its texts, the newest first.</param>
public sealed record LiveDeskEntryModel(LiveDeskModel Desk, EditableLiveEntry Entry, ImmutableArray<LiveEntryRevision> Revisions);
