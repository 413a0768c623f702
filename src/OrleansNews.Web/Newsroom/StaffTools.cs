using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>
/// What staff find on the page of a story beside what everybody finds there. The page itself is the same for all: its script asks here, once, in browsers that
/// somebody of the staff signed in with.
/// </summary>
internal static class StaffTools
{
    public static void MapStaffTools(this IEndpointRouteBuilder api) => api.MapGet("/articles/{id:long:min(1)}/staff-tools", ReadAsync).WithName("GetStaffTools")
        .WithSummary("Where whoever is signed in can write the story and moderate its comments. For staff; 403 for those who do neither.");

    private static async Task<Results<Ok<StaffToolsOutput>, NotFound, ForbidHttpResult>> ReadAsync(long id, HttpContext context, IClusterClient cluster, StoryReader stories, SiteFrames frames, IOptions<ReadOptions> options)
    {
        context.Response.Headers.CacheControl = "no-store";
        var actor = context.Staff();
        var (writes, moderates) = (actor.May(Permission.WriteStories), actor.May(Permission.ModerateComments));
        if (!writes && !moderates) return TypedResults.Forbid();
        var article = new ArticleId(id);
        if (!await stories.MayExistAsync(article)) return TypedResults.NotFound();

        var texts = await frames.GetTextsAsync();
        var tools = ImmutableArray.CreateBuilder<StaffTool>();
        // The story says who may open it.
        if (writes && await cluster.GetGrain<IArticleGrain>(id).GetForEditingAsync(actor).WaitAsync(options.Value.Deadline) is not null) tools.Add(new(texts.EditStory, NewsroomPaths.Story(article)));
        if (moderates) tools.Add(new(texts.ModerateComments, string.Create(CultureInfo.InvariantCulture, $"{NewsroomPaths.Comments}?story={id}")));
        if (writes) tools.Add(new(texts.Desk, NewsroomPaths.Desk));
        return TypedResults.Ok(new StaffToolsOutput(texts.Newsroom, tools.DrainToImmutable(), moderates ? new(texts.ModerateComment, NewsroomPaths.Comments + "/") : null));
    }
}

/// <summary>What the script adds.</summary>
/// <param name="Label">What all of it is called.</param>
/// <param name="Tools">What leads away from the story.</param>
/// <param name="Comment">What leads away from each comment, whose number stands behind the address; null for those who do not moderate.</param>
internal sealed record StaffToolsOutput(string Label, ImmutableArray<StaffTool> Tools, StaffTool? Comment);

/// <summary>A link.</summary>
/// <param name="Name">What it says.</param>
/// <param name="Url">Its address on this site.</param>
internal sealed record StaffTool(string Name, string Url);
