using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;
using StoryPageResult = OrleansNews.Site.PageResult<OrleansNews.Articles.StoryPage, OrleansNews.Articles.StoryModel>;

namespace OrleansNews.Articles;

/// <summary>Stories at their permalinks, with the pages of their comments.</summary>
internal static class StoryEndpoints
{
    private const string Permalink = "/{year:regex(^\\d{{4}}$)}/{month:regex(^\\d{{2}}$)}/{day:regex(^\\d{{2}}$)}/{slug}";

    public static IServiceCollection AddStories(this IServiceCollection services) => services.AddSingleton<StoryReader>().AddSingleton<StoryPages>();

    public static IEndpointRouteBuilder MapStories(this IEndpointRouteBuilder pages)
    {
        pages.MapPage(Permalink, GetAsync);
        pages.MapPage(Permalink + "/comment-page-{page:int:min(1)}", GetAsync);
        pages.MapFeed(Permalink + "/", ReadFeedAsync);
        return pages;
    }

    private static async Task<Feed?> ReadFeedAsync(HttpContext context, FeedFormat format)
    {
        string Part(string name) => (string)context.GetRouteValue(name)!;
        if (StoryAddress.PathOf(Part("year"), Part("month"), Part("day"), Part("slug")) is not { } path) return null;
        var stories = context.RequestServices.GetRequiredService<StoryReader>();
        if (await stories.FindAsync(path) is not { } target || await stories.ReadAsync(target.Article) is not { Status: ArticleStatus.Published } story) return null;
        return await context.RequestServices.GetRequiredService<CommentFeeds>().ReadAsync(story, format, context.Request);
    }

    private static async Task<IResult> GetAsync(
        [AsParameters] StoryRequest request, StoryReader stories, StoryPages pages, PreviewTokens previews, WrittenTokens written)
    {
        if (StoryAddress.PathOf(request.Year, request.Month, request.Day, request.Slug) is not { } path) return TypedResults.NotFound();
        var address = request.Page is { } number ? StoryAddress.CommentPage(path, number) : path;
        if (request.Context.Request.Path.Value != address)
        {
            return await stories.FindAsync(path) is { } target ? Moved(target.RedirectTo ?? path, request) : TypedResults.NotFound();
        }

        // A token that nobody signed asks for nothing: its bearer gets the page that everybody gets.
        var question = request.ToConversationRequest(previews.Read(request.Preview), written.Read(request.Written));
        return question.IsPlain && question.AtLeast is null
            ? new SharedPageResult(address, pages.At(path, question.Page))
            : await AnswerAsync(request, question, path, pages);
    }

    private static async Task<IResult> AnswerAsync(StoryRequest request, ConversationRequest question, string path, StoryPages pages)
    {
        var services = request.Context.RequestServices;
        var (story, otherwise) = await pages.FindAsync(path, question.Page);
        if (otherwise is PageMoved moved) return TypedResults.LocalRedirect(moved.Location + request.Context.Request.QueryString, permanent: true);
        if (story is null) return TypedResults.StatusCode(((PageMissing)otherwise!).Status);
        if (question.Of != story.Id) question = question with { AtLeast = null };
        var frame = await services.GetRequiredService<SiteFrames>().GetAsync();
        var conversation = await services.GetRequiredService<ConversationReader>().ReadAsync(story, frame, question);
        return conversation is null
            ? TypedResults.NotFound()
            : new StoryPageResult(new(frame, story, conversation), personal: question.Preview is not null || question.AtLeast is not null);
    }

    private static RedirectHttpResult Moved(string path, StoryRequest request) =>
        TypedResults.LocalRedirect((request.Page is { } page ? Urls.CommentPage(path, page) : Urls.Encode(path)) + request.Context.Request.QueryString, permanent: true);
}
