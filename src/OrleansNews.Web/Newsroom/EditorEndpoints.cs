namespace OrleansNews.Newsroom;

/// <summary>The addresses of the editor.</summary>
internal static class EditorEndpoints
{
    private const string Story = NewsroomPaths.Stories + "/{number:long}";

    /// <summary>What everybody who writes may do to a story that they may open.</summary>
    public static void MapEditor(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Story, static (long number, HttpContext context, EditorForms forms) => forms.ShowAsync(context, number, takeOver: false));
        pages.MapPost(Story, static (long number, HttpContext context, EditorForms forms) => forms.SaveAsync(context, number, inReview: null));
        pages.MapPost(Story + "/review", static (long number, HttpContext context, EditorForms forms) => forms.SaveAsync(context, number, inReview: true));
        pages.MapPost(Story + "/back", static (long number, HttpContext context, EditorForms forms) => forms.SaveAsync(context, number, inReview: false));
        pages.MapPost(Story + "/preview", static (long number, HttpContext context, EditorForms forms) => forms.PreviewAsync(context, number));
        pages.MapPost(Story + "/take-over", static (long number, HttpContext context, EditorForms forms) => forms.TakeOverAsync(context, number));
        pages.MapPost(Story + "/discard", static (long number, HttpContext context, DiscardForms forms) => forms.DiscardAsync(context, number));
        pages.MapPost(Story + "/take-back", static (long number, HttpContext context, DiscardForms forms) => forms.TakeBackAsync(context, number));
        pages.MapPost(Story + "/autosave", static (long number, HttpContext context, EditorScript script) => script.AutosaveAsync(context, number));
        pages.MapPost(Story + "/keep-open", static (long number, HttpContext context, EditorScript script) => script.KeepOpenAsync(context, number));
        pages.MapPost(Story + "/close", static (long number, HttpContext context, EditorScript script) => script.CloseAsync(context, number));
        pages.MapGet(Story + "/notes", static (long number, HttpContext context, NoteForms forms) => forms.ShowAsync(context, number));
        pages.MapPost(Story + "/notes", static (long number, HttpContext context, NoteForms forms) => forms.AddAsync(context, number));
        pages.MapPost(Story + "/seen", static (long number, HttpContext context, NoteForms forms) => forms.SettleAsync(context, number));
        pages.MapGet(Story + "/history", static (long number, HttpContext context, HistoryForms forms) => forms.ShowAsync(context, number));
        pages.MapPost(Story + "/take-saved", static (long number, HttpContext context, HistoryForms forms) => forms.TakeAsync(context, number));
        pages.MapPost(NewsroomPaths.Text, static (HttpContext context, EditorScript script) => script.RenderAsync(context));
    }

    /// <summary>What readers see.</summary>
    public static void MapPublishing(this IEndpointRouteBuilder pages)
    {
        pages.MapPost(Story + "/publish", static (long number, HttpContext context, EditorForms forms) => forms.PublishAsync(context, number));
        pages.MapPost(Story + "/schedule", static (long number, HttpContext context, PlanningForms forms) => forms.ScheduleAsync(context, number));
        pages.MapPost(Story + "/unschedule", static (long number, HttpContext context, PlanningForms forms) => forms.UnscheduleAsync(context, number));
        pages.MapPost(Story + "/embargo", static (long number, HttpContext context, PlanningForms forms) => forms.EmbargoAsync(context, number));
        pages.MapPost(Story + "/restore", static (long number, HttpContext context, HistoryForms forms) => forms.RestoreAsync(context, number));
        pages.MapPost(Story + "/withdraw", static (long number, HttpContext context, EditorForms forms) => forms.WithdrawAsync(context, number));
    }
}
