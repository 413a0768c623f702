using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Shows the revisions of a story, compares two, and restores one.</summary>
internal sealed class HistoryForms(IClusterClient cluster, SiteFrames frames, StoryReader stories)
{
    /// <summary>Names a draft that was saved before: in the address, and in the form that takes it.</summary>
    public const string Saved = "saved-draft";

    public async Task<IResult> ShowAsync(HttpContext context, long number)
    {
        if (await ModelAsync(context, number) is not { } model) return Results.StatusCode(StatusCodes.Status404NotFound);
        var query = context.Request.Query;
        var isAsked = long.TryParse(query["from"], out var from) & long.TryParse(query["to"], out var to);
        var compared = isAsked ? await CompareAsync(model, from, to) : query[Saved].ToString() is { Length: > 0 } name ? await CompareSavedAsync(model, name) : null;
        return Page(model with { Compared = compared }, StatusCodes.Status200OK);
    }

    /// <summary>Publishes an old text as a new revision. A draft, and when it is due, stay as they are.</summary>
    public async Task<IResult> RestoreAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], out var version) || !long.TryParse(form["revision"], out var revision)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context, number) is not { } model) return Results.StatusCode(StatusCodes.Status404NotFound);
        var article = cluster.GetGrain<IArticleGrain>(number);
        if (await article.GetRevisionAsync(revision, model.Actor) is not { } content) return Results.StatusCode(StatusCodes.Status404NotFound);
        return Answer(model, await article.PublishAsync(new(content, version, model.Actor, Reason: model.Frame.Texts.RevisionRestored(Number(model, revision)), KeepsDraft: true)));
    }

    private static IResult Answer(HistoryModel model, ArticleResult result)
    {
        var texts = model.Frame.Texts;
        return result switch
        {
            ArticleSaved => EditorPages.Done(model.Story.Id),
            ArticleInvalid invalid => Page(model with { Errors = texts.OfAll(invalid.Errors) }, StatusCodes.Status400BadRequest),
            ArticleConflict => Page(model with { Errors = [new("", texts.ChangedMeanwhile)] }, StatusCodes.Status409Conflict),
            ArticleLocked locked => Page(model with { Errors = [new("", texts.OpenAt(locked.By.Name, model.Frame.Dates.Time(locked.By.Since)))] }, StatusCodes.Status409Conflict),
            ArticleForbidden => Results.StatusCode(StatusCodes.Status403Forbidden),
            _ => Results.StatusCode(StatusCodes.Status404NotFound),
        };
    }

    /// <summary>Makes a draft that was saved before the draft again.</summary>
    public async Task<IResult> TakeAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], out var version)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context, number) is not { } model) return Results.StatusCode(StatusCodes.Status404NotFound);
        var article = cluster.GetGrain<IArticleGrain>(number);
        if (await article.GetSavedDraftAsync(form[Saved].ToString(), model.Actor) is not { } content) return Results.StatusCode(StatusCodes.Status404NotFound);
        return Answer(model, await article.SaveDraftAsync(new(content, version, model.Actor)));
    }

    private async Task<ComparedRevisions?> CompareSavedAsync(HistoryModel model, string name)
    {
        if (model.Story.Saved.FirstOrDefault(saved => saved.Name == name) is not { } draft) return null;
        if (await cluster.GetGrain<IArticleGrain>(model.Story.Id.Value).GetSavedDraftAsync(name, model.Actor) is not { } before) return null;
        return await CompareAsync(model, model.Frame.Texts.ComparedWithDraft(model.When(draft.At)), before, model.Story.Content);
    }

    private async Task<ComparedRevisions?> CompareAsync(HistoryModel model, long from, long to)
    {
        var article = cluster.GetGrain<IArticleGrain>(model.Story.Id.Value);
        if (await article.GetRevisionAsync(from, model.Actor) is not { } before) return null;
        if ((to == 0 ? model.Story.Content : await article.GetRevisionAsync(to, model.Actor)) is not { } after) return null;
        return await CompareAsync(model, model.Frame.Texts.ComparedRevisions(Number(model, from), to == 0 ? model.Frame.Texts.TheDraft : Number(model, to)), before, after);
    }

    private static async Task<ComparedRevisions> CompareAsync(HistoryModel model, string title, ArticleContent before, ArticleContent after)
    {
        var fields = FieldsOf(model.Frame.Texts, StoryFields.From(before)).Zip(FieldsOf(model.Frame.Texts, StoryFields.From(after)))
            .Where(pair => pair.First.Text != pair.Second.Text)
            .Select(pair => new ChangedField(pair.First.Label, TextChanges.Of(pair.First.Text, pair.Second.Text)));
        return new(title, [.. fields], await Task.Run(() => TextChanges.Of(before.Body, after.Body)));
    }

    private static IEnumerable<(string Label, string Text)> FieldsOf(SiteTexts texts, StoryFields fields) =>
    [
        (texts.Headline, fields.Title), (texts.Standfirst, fields.Standfirst), (texts.StoryAuthors, fields.Authors), (texts.Dateline, fields.Dateline), (texts.StorySection, fields.Section),
        (texts.StoryTags, fields.Tags), (texts.LiveOrderField, OrderOf(texts, fields.Live)), (texts.StorySlug, fields.Slug), (texts.Excerpt, fields.Excerpt), (texts.SeoTitle, fields.SeoTitle), (texts.SeoDescription, fields.SeoDescription),
        (texts.LeadImage, string.Join(" · ", new[] { fields.LeadImage, fields.LeadAlternativeText, fields.LeadCaption, fields.LeadCredit }.Where(text => text.Length > 0))),
        (texts.StoryFormat, StoryFields.NameOf(fields.Format)), (texts.CommentsAreOpen, fields.CommentsOpen ? texts.FieldYes : texts.FieldNo),
    ];

    private static string OrderOf(SiteTexts texts, LiveOrder live) => live switch
    {
        LiveOrder.NewestFirst => texts.LiveOrderNewest,
        LiveOrder.OldestFirst => texts.LiveOrderOldest,
        _ => texts.LiveOrderNone,
    };

    private async Task<HistoryModel?> ModelAsync(HttpContext context, long number)
    {
        var actor = context.Staff();
        if (!await stories.MayExistAsync(new(number)) || await cluster.GetGrain<IArticleGrain>(number).GetForEditingAsync(actor) is not { } story) return null;
        return new(await frames.GetAsync(), actor, story);
    }

    private static string Number(HistoryModel model, long number) => number.ToString("N0", model.Frame.Texts.Culture);

    private static PageResult<HistoryPage, HistoryModel> Page(HistoryModel model, int status) => new(model, status, personal: true);
}
