using System.Collections.Immutable;
using OrleansNews.Listings;

namespace OrleansNews.Articles;

/// <summary>What others see of the stored story.</summary>
internal static class ArticleViews
{
    /// <param name="id">The story.</param>
    /// <param name="state">A head that was published at least once.</param>
    /// <param name="shown">The text that readers see; null when the story is withdrawn.</param>
    /// <param name="withBody">False leaves the body out.</param>
    public static PublishedArticle Published(ArticleId id, ArticleState state, ArticleRevisionState? shown, bool withBody)
    {
        var article = new PublishedArticle
        {
            Id = id,
            Status = state.Status,
            Revision = state.Revision,
            Path = state.Path,
            PublishedAt = state.PublishedAt!.Value,
            UpdatedAt = state.UpdatedAt!.Value,
            Owners = state.Owners,
        };
        return shown is null ? article : article with
        {
            Title = shown.Text.Title,
            Excerpt = shown.Text.Excerpt,
            Html = withBody ? shown.Html : "",
            Section = shown.Section?.ToTerm(),
            Tags = shown.Text.Tags.ToTerms(),
            Authors = shown.Byline.ToTerms(),
            Dateline = shown.Text.Dateline,
            CommentsOpen = state.CommentsOpen,
            Standfirst = shown.Text.Standfirst,
            SeoTitle = shown.Text.SeoTitle,
            SeoDescription = shown.Text.SeoDescription,
            Corrections = Corrections(state),
            Live = shown.Text.Live,
            LeadImage = shown.Picture is { } picture && shown.Text.LeadImage is { } lead ? new(picture.ToSource(), lead.ToImage()) : null,
        };
    }

    public static EditableArticle Editable(ArticleId id, ArticleState state, ArticleContent newest) => new(
        id,
        state.Version,
        state.Status,
        newest,
        state.Path,
        state.PublishedAt,
        [.. state.Revisions.Select(revision => new RevisionSummary(revision.Number, revision.At, revision.By, revision.Reason, revision.Status))],
        state.Draft is not null)
    {
        InReview = state.InReview,
        Owners = state.Owners,
        SavedAt = state.Draft is null ? null : state.SavedAt,
        SavedBy = state.Draft is null ? "" : state.SavedBy,
        Schedule = state.Schedule is { } schedule ? new(schedule.At, schedule.By, schedule.Problem, FaultOf(schedule)) : null,
        EmbargoUntil = state.EmbargoUntil,
        Corrections = Corrections(state),
        Saved = [.. state.Saved.Select(saved => new SavedDraft(saved.Name, saved.At, saved.By))],
        Trash = state.ThrownAway is { } trash ? new(trash.At, trash.By) : null,
        Words = DraftWords.WordsOf(state) is var words && words == PublicationWords.None ? null : words,
    };

    private static ImmutableArray<PublicCorrection> Corrections(ArticleState state) =>
        [.. state.Corrections.Select(correction => new PublicCorrection(correction.Revision, correction.At, correction.Text, correction.Before is not null))];

    public static ListingEntry Listed(ArticleId id, ArticleState state, ArticleRevisionState shown) => new()
    {
        Article = id,
        Revision = state.Revision,
        Path = state.Path,
        Title = shown.Text.Title,
        Excerpt = shown.Summary,
        Section = shown.Section?.ToTerm(),
        Authors = shown.Byline.ToTerms(),
        PublishedAt = state.PublishedAt!.Value,
        UpdatedAt = state.UpdatedAt!.Value,
        Picture = shown.Picture?.ToSource(),
    };

    private static FieldError? FaultOf(ArticleSchedule schedule) => schedule.Problem.Length > 0 ? new("", schedule.Problem, schedule.ProblemCode, schedule.ProblemDetail) : null;
}
