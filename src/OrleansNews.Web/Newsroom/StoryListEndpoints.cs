namespace OrleansNews.Newsroom;

/// <summary>The list of stories, and a number for a new one.</summary>
internal static class StoryListEndpoints
{
    public static void MapStoryList(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(NewsroomPaths.Stories, static (HttpContext context, StoryListForms forms) => forms.ShowAsync(context));
        pages.MapPost(NewsroomPaths.Stories, static (StoryListForms forms) => forms.BeginAsync());
    }
}
