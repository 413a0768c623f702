using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>What the script of the editor asks: saves by itself, signs of life, and the preview beside the text.</summary>
internal sealed class EditorScript(IClusterClient cluster, SiteFrames frames, StoryReader stories, LeadImages pictures, SectionChoices sections)
{
    private const string UnknownSection = "unknown_section";

    /// <summary>Saves what was written so far. It never overwrites: a colleague's version, or a colleague who has the story open, stops it.</summary>
    public async Task<IResult> AutosaveAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], out var version)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var (frame, actor, article) = (await frames.GetAsync(), context.Staff(), cluster.GetGrain<IArticleGrain>(number));
        if (!await stories.MayExistAsync(new(number))) return Results.StatusCode(StatusCodes.Status404NotFound);
        var known = (await article.GetForEditingAsync(actor))?.Content;
        var (texts, fields, left) = (frame.Texts, StoryFields.Read(form), "");
        var offer = fields.Section == TermTexts.Section(known?.Section) ? SectionOffer.Unknown : await sections.OfferSoonAsync(frame);
        var content = await pictures.CompleteAsync(fields.ToContent(known, offer.Sections, actor), actor);
        // The text waits for no section: one that cannot be looked up stays in its field.
        if (!offer.CanTell(fields.Section, known?.Section)) (content, left) = (content with { Section = known?.Section }, " " + texts.SectionNotSavedYet);
        var result = await SaveAsync();
        if (result is ArticleInvalid { Errors: [{ Code: UnknownSection } unknown] })
        {
            // A section of which half is typed, or a wrong one: it stays in the field, and everything else is saved.
            left = " " + texts.Of(unknown);
            content = content with { Section = known?.Section };
            result = await SaveAsync();
        }

        return result switch
        {
            ArticleSaved saved => Json(new(saved.Version, texts.SavedAtTime(frame.Dates.Time(frame.Now)) + left, Stop: false), StatusCodes.Status200OK),
            ArticleConflict => Json(new(version, texts.AutosaveConflict, Stop: true), StatusCodes.Status409Conflict),
            ArticleLocked locked => Json(new(version, texts.TakenOverBy(locked.By.Name), Stop: true), StatusCodes.Status409Conflict),
            ArticleInvalid invalid => Json(new(version, texts.Of(invalid.Errors[0]), Stop: false), StatusCodes.Status400BadRequest),
            ArticleForbidden => Json(new(version, texts.NotYoursNow, Stop: true), StatusCodes.Status403Forbidden),
            _ => Results.StatusCode(StatusCodes.Status404NotFound),
        };

        Task<ArticleResult> SaveAsync() => ClusterCalls.AgainAsync(() => article.SaveDraftAsync(new(content, version, actor, IsAutosave: true, Words: PlanFields.Read(form).Words)), context.RequestAborted);
    }

    /// <summary>Says that the story is still open here; answers with the colleague who has it by now, if one has.</summary>
    public async Task<IResult> KeepOpenAsync(HttpContext context, long number)
    {
        var actor = context.Staff();
        if (!await stories.MayExistAsync(new(number))) return Results.StatusCode(StatusCodes.Status404NotFound);
        var held = await ClusterCalls.AgainAsync(() => cluster.GetGrain<IArticleGrain>(number).KeepOpenAsync(actor), context.RequestAborted);
        return held is null || held.Login == actor.Login
            ? Results.StatusCode(StatusCodes.Status204NoContent)
            : Json(new(0, (await frames.GetAsync()).Texts.TakenOverBy(held.Name), Stop: true), StatusCodes.Status409Conflict);
    }

    /// <summary>The page was left.</summary>
    public async Task<IResult> CloseAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form || !Guid.TryParse(form["page"], out var page)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await stories.MayExistAsync(new(number))) await cluster.GetGrain<IArticleGrain>(number).CloseAsync(page, context.Staff());
        return Results.StatusCode(StatusCodes.Status204NoContent);
    }

    /// <summary>The text as readers would see it, for the preview beside it.</summary>
    public async Task<IResult> RenderAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var html = await cluster.GetGrain<IStoryPreviewGrain>(0).RenderAsync(new(StoryFields.Lines(form["body"].ToString()), StoryFields.ReadFormat(form["format"].ToString())), context.Staff());
        context.Response.Headers.CacheControl = "no-store";
        return html is null
            ? Results.Text((await frames.GetAsync()).Texts.CannotBeShown, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest)
            : Results.Text(html, "text/html; charset=utf-8");
    }

    private static IResult Json(AutosaveAnswer answer, int status) => Results.Json(answer, NewsroomJson.Default.AutosaveAnswer, statusCode: status);
}
