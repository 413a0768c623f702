using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Shows and takes notes for colleagues, and that they were seen.</summary>
internal sealed class NoteForms(IClusterClient cluster, EditorPages pages, SiteFrames frames)
{
    /// <summary>Shows notes that came before those in the editor, and leaves the story to whoever has it open.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, long number)
    {
        if (!await pages.MayExistAsync(new(number))) return Results.StatusCode(StatusCodes.Status404NotFound);
        var (article, actor) = (cluster.GetGrain<IArticleGrain>(number), context.Staff());
        var notes = await article.GetOlderNotesAsync(actor, context.Request.Query[NewsroomPaths.Until].ToString());
        if (notes.IsEmpty || await article.GetForEditingAsync(actor) is not { } story) return Results.StatusCode(StatusCodes.Status404NotFound);
        return new PageResult<NotesPage, NotesModel>(new(await frames.GetAsync(), actor, story, notes), personal: true);
    }

    public async Task<IResult> AddAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await pages.OpenAsync(context, new(number), takeOver: false) is not { } opened) return Results.StatusCode(StatusCodes.Status404NotFound);
        var model = opened.WithAsides(form).WithText(form, opened.Frame.Dates);
        var note = new AddNote(model.Note, model.Actor) { Submission = Guid.TryParse(form["submission"], out var submission) ? submission : default };
        return await StoryCommands.SendAsync(context, () => cluster.GetGrain<IArticleGrain>(number).AddNoteAsync(note)) switch
        {
            null => EditorPages.Unanswered(context, model, Unsent.Note),
            ArticleSaved => await pages.BackAsync(
                context,
                model.Id,
                after => after.WithAsides(form).WithText(form, after.Frame.Dates) with { Note = "", NoteSubmission = Guid.NewGuid() },
                new SeeOther(NewsroomPaths.Story(model.Id) + "?saved#notes")),
            ArticleInvalid invalid => EditorPages.Page(model with { Errors = model.Frame.Texts.OfAll(invalid.Errors) }, StatusCodes.Status400BadRequest),
            ArticleForbidden => Results.StatusCode(StatusCodes.Status403Forbidden),
            _ => Results.StatusCode(StatusCodes.Status404NotFound),
        };
    }

    public async Task<IResult> SettleAsync(HttpContext context, long number)
    {
        if (!await pages.MayExistAsync(new(number))) return Results.StatusCode(StatusCodes.Status404NotFound);
        await cluster.GetGrain<IArticleGrain>(number).SettleMentionAsync(context.Staff());
        return new SeeOther(NewsroomPaths.Desk);
    }
}
