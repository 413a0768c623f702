using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.Site;
using StoryPageResult = OrleansNews.Site.PageResult<OrleansNews.Articles.StoryPage, OrleansNews.Articles.StoryModel>;
using GonePageResult = OrleansNews.Site.PageResult<OrleansNews.Site.NoticePage, OrleansNews.Site.NoticeModel>;

namespace OrleansNews.Articles;

/// <summary>Stories at their permalinks, with the pages of their comments.</summary>
internal static class StoryEndpoints
{
    private const string Permalink = "/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/{day:regex(^\\d{{2}}$)}/{slug}";

    public static IEndpointRouteBuilder MapStories(this IEndpointRouteBuilder pages)
    {
        pages.MapPage(Permalink, GetAsync);
        pages.MapPage(Permalink + "/comment-page-{page:int:min(1)}", GetAsync);
        return pages;
    }

    private static async Task<Results<StoryPageResult, GonePageResult, RedirectHttpResult, NotFound>> GetAsync(
        [AsParameters] StoryRequest request, StoryReader stories, ConversationReader conversations, SiteFrames frames, PreviewTokens previews)
    {
        if (StoryAddress.PathOf(request.Year, request.Month, request.Day, request.Slug) is not { } path) return TypedResults.NotFound();
        if (await stories.FindAsync(path) is not { } target) return TypedResults.NotFound();
        if (target.RedirectTo is { } newPath) return Moved(newPath, request);
        if (path != $"/{request.Year}/{request.Month}/{request.Day}/{request.Slug}/") return Moved(path, request);

        var frame = await frames.GetAsync();
        if (await stories.ReadAsync(target.Article) is not { } story) return TypedResults.NotFound();
        if (story.Status == ArticleStatus.Withdrawn) return new GonePageResult(NoticeModel.Gone(frame), StatusCodes.Status410Gone);
        if (story.Path != path) return Moved(story.Path, request);

        var preview = previews.Read(request.Preview);
        var conversation = await conversations.ReadAsync(story, frame, request.ToConversationRequest(preview));
        return conversation is null ? TypedResults.NotFound() : new StoryPageResult(new(frame, story, conversation), personal: preview is not null);
    }

    private static RedirectHttpResult Moved(string path, StoryRequest request) =>
        TypedResults.LocalRedirect((request.Page is { } page ? Urls.CommentPage(path, page) : Urls.Encode(path)) + request.Context.Request.QueryString, permanent: true);
}
