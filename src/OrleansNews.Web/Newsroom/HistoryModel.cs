using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>The revisions of a story, and two of them compared.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Story">The story.</param>
public sealed record HistoryModel(SiteFrame Frame, Actor Actor, EditableArticle Story)
{
    /// <summary>The two that are compared; null when none are.</summary>
    public ComparedRevisions? Compared { get; init; }

    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>A moment, on the newspaper's clock.</summary>
    public string When(DateTimeOffset moment) => Frame.Texts.DateAndTime(Frame.Dates.Date(moment), Frame.Dates.Clock(moment));
}

/// <summary>Two texts of a story.</summary>
/// <param name="Title">Which are compared.</param>
/// <param name="Fields">The fields that differ.</param>
/// <param name="Body">The second text with what was in the first.</param>
public sealed record ComparedRevisions(string Title, ImmutableArray<ChangedField> Fields, ImmutableArray<ChangedPart> Body);

/// <summary>A field that differs.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Parts">The second text with what was in the first.</param>
public sealed record ChangedField(string Label, ImmutableArray<ChangedPart> Parts);
