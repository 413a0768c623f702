namespace OrleansNews.Newsroom;

/// <summary>The addresses of those who add entries to live stories.</summary>
internal static class LiveDeskEndpoints
{
    private const string Live = NewsroomPaths.Stories + "/{number:long}/live";
    private const string Entry = Live + "/{entry:long}";

    public static void MapLiveDesk(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Live, static (long number, long? before, HttpContext context, LiveDeskForms forms) => forms.ShowAsync(context, number, before ?? 0));
        pages.MapPost(Live, static (long number, HttpContext context, LiveDeskForms forms) => forms.AddAsync(context, number));
        pages.MapPost(Live + "/end", static (long number, HttpContext context, LiveDeskForms forms) => forms.EndAsync(context, number, hasEnded: true));
        pages.MapPost(Live + "/go-on", static (long number, HttpContext context, LiveDeskForms forms) => forms.EndAsync(context, number, hasEnded: false));
        pages.MapGet(Entry, static (long number, long entry, HttpContext context, LiveDeskForms forms) => forms.ShowEntryAsync(context, number, entry));
        pages.MapPost(Entry, static (long number, long entry, HttpContext context, LiveDeskForms forms) => forms.CorrectAsync(context, number, entry));
        pages.MapPost(Entry + "/pin", static (long number, long entry, HttpContext context, LiveDeskForms forms) => forms.PinAsync(context, number, entry, isPinned: true));
        pages.MapPost(Entry + "/unpin", static (long number, long entry, HttpContext context, LiveDeskForms forms) => forms.PinAsync(context, number, entry, isPinned: false));
        pages.MapPost(Entry + "/withdraw", static (long number, long entry, HttpContext context, LiveDeskForms forms) => forms.WithdrawAsync(context, number, entry));
    }
}
