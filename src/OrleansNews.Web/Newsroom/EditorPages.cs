using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Makes the pages of the editor.</summary>
internal sealed class EditorPages(IClusterClient cluster, SiteFrames frames, StoryReader stories, LeadImages pictures, SectionChoices sections)
{
    private const string Saved = "saved";

    /// <summary>Whether the number was ever given out.</summary>
    public ValueTask<bool> MayExistAsync(ArticleId id) => stories.MayExistAsync(id);

    /// <summary>The editor of a story, opened by whoever asks; null when there is none, or they may not see it.</summary>
    public async Task<EditorModel?> OpenAsync(HttpContext context, ArticleId id, bool takeOver)
    {
        if (!await stories.MayExistAsync(id)) return null;
        var (frame, actor) = (await frames.GetAsync(), context.Staff());
        var grain = cluster.GetGrain<IArticleGrain>(id.Value);
        if (await ClusterCalls.AgainAsync(() => grain.OpenAsync(actor, takeOver), context.RequestAborted) is { } stored)
        {
            var fields = StoryFields.From(stored.Content);
            return new(frame, actor, id, fields, stored.Version)
            {
                Stored = stored,
                Notes = await grain.GetNotesAsync(actor),
                Plan = PlanFields.From(stored, frame.Dates).With(context.Request.Query),
                Saved = context.Request.Query.ContainsKey(Saved),
                Pictures = await pictures.ChoicesAsync(fields.LeadImage, actor),
                Sections = await sections.OfferAsync(frame),
            };
        }

        // Nobody saved it yet, or it is somebody else's: the first save tells one from the other, and so does a published one at once.
        return await grain.IsNewAsync() ? new(frame, actor, id, new() { Authors = actor.Name, CommentsOpen = frame.Settings.Discussion.OpenNewStories }, 0) { Pictures = await pictures.ChoicesAsync("", actor), Sections = await sections.OfferAsync(frame) } : null;
    }

    /// <summary>The editor with what was just typed.</summary>
    public async Task<EditorModel> WithTypedAsync(HttpContext context, ArticleId id, StoryFields typed, long version)
    {
        var (grain, actor, frame) = (cluster.GetGrain<IArticleGrain>(id.Value), context.Staff(), await frames.GetAsync());
        return new(frame, actor, id, typed, version)
        {
            Stored = await grain.GetForEditingAsync(actor),
            Notes = await grain.GetNotesAsync(actor),
            Pictures = await pictures.ChoicesAsync(typed.LeadImage, actor),
            Sections = await sections.OfferAsync(frame),
        };
    }

    /// <summary>Leads back to the editor, which says itself what was done.</summary>
    public static IResult Back(ArticleId id) => new SeeOther(NewsroomPaths.Story(id));

    /// <summary>Leads back to the editor, and says there that it was done.</summary>
    public static IResult Done(ArticleId id) => new SeeOther($"{NewsroomPaths.Story(id)}?{Saved}");

    /// <summary>The same, with the moments in the form that were typed and not decided on.</summary>
    public static IResult Done(EditorModel model, PlanFields left)
    {
        var stored = model.Stored is { } story ? PlanFields.From(story, model.Frame.Dates) : new();
        return new SeeOther($"{NewsroomPaths.Story(model.Id)}?{Saved}{left.Undecided(stored)}");
    }

    /// <summary>Leads back to the editor; where something stands in its fields that is stored nowhere, it is the editor itself that answers, with that.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">The story.</param>
    /// <param name="carry">Puts into the editor what was typed.</param>
    /// <param name="back">Where to lead when nothing was.</param>
    public async Task<IResult> BackAsync(HttpContext context, ArticleId id, Func<EditorModel, EditorModel> carry, IResult back) =>
        await OpenAsync(context, id, takeOver: false) is { } model && carry(model) is { } typed && (typed.HasAsides || typed.IsUnsaved) ? Page(typed with { Saved = true }) : back;

    public static IResult Page(EditorModel model, int status = StatusCodes.Status200OK) => new PageResult<EditorPage, EditorModel>(model, status, personal: true);

    /// <summary>The editor with what was typed, when the cluster does not answer: it is all that there is of it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="field">What was not saved; empty for the story.</param>
    public static IResult Unanswered(HttpContext context, EditorModel typed, string field = "") => Later(context, typed, new(field, typed.Frame.Texts.NotSavedTryAgain));

    /// <summary>The editor with what was typed, when the cluster does not say which sections there are.</summary>
    public static IResult Unchecked(HttpContext context, EditorModel typed) => Later(context, typed, new("section", typed.Frame.Texts.SectionCannotBeChecked));

    /// <summary>Both texts, when a colleague was quicker.</summary>
    public static IResult Conflict(EditorModel typed)
    {
        if (typed.Stored is not { } stored) return Results.StatusCode(StatusCodes.Status404NotFound);
        return new PageResult<ConflictPage, ConflictModel>(new(typed with { Version = stored.Version }, StoryFields.From(stored.Content)), StatusCodes.Status409Conflict, personal: true);
    }

    /// <summary>What was typed, for somebody who may not write it into the story any more: it is theirs to take along.</summary>
    public static IResult Refused(EditorModel typed) => new PageResult<RefusedPage, EditorModel>(typed, StatusCodes.Status403Forbidden, personal: true);

    /// <summary>The answer to a form of a story that whoever sent it cannot open, or that is none: what they typed, where they did.</summary>
    public async Task<IResult> GoneAsync(HttpContext context, ArticleId id, IFormCollection? form)
    {
        if (form?.ContainsKey("body") != true || !await stories.MayExistAsync(id)) return Results.StatusCode(StatusCodes.Status404NotFound);
        var typed = await WithTypedAsync(context, id, StoryFields.Read(form), version: 0);
        return Refused((typed with { Plan = PlanFields.Read(form) }).WithAsides(form));
    }

    private static IResult Later(HttpContext context, EditorModel typed, FieldError why)
    {
        context.Response.SayRetryAfter();
        return Page(typed with { Errors = [why] }, StatusCodes.Status503ServiceUnavailable);
    }
}
