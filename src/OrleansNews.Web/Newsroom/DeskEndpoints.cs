namespace OrleansNews.Newsroom;

/// <summary>The desk.</summary>
internal static class DeskEndpoints
{
    public static void MapDesk(this IEndpointRouteBuilder pages) => pages.MapGet(NewsroomPaths.Desk, static (HttpContext context, DeskForms forms) => forms.ShowAsync(context));
}
