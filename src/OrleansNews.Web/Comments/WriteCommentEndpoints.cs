using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;
using WriteCommentPageResult = OrleansNews.Site.PageResult<OrleansNews.Comments.WriteCommentPage, OrleansNews.Comments.WriteCommentModel>;

namespace OrleansNews.Comments;

/// <summary>The comment form for whoever is logged in. Pages of stories are the same for everybody: where only they may comment, no form stands there, and a link leads here.</summary>
internal static class WriteCommentEndpoints
{
    public static void MapWriteComment(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Urls.WriteCommentPath, ShowAsync).RequireAuthorization(PermissionPolicies.Of(Permission.KeepProfile));

    private static async Task<Results<WriteCommentPageResult, RedirectHttpResult, NotFound>> ShowAsync(
        long story, long? replytocom, HttpContext context, SiteFrames frames, StoryReader stories, ReaderActions comments, IClusterClient cluster, IOptions<ReadOptions> options)
    {
        var article = new ArticleId(story);
        if (!article.IsValid || await stories.FindAsync(article) is not { } found) return TypedResults.NotFound();
        var (frame, actor) = (await frames.GetAsync(), context.Staff());
        if (!frame.Settings.Discussion.RequireLogin) return TypedResults.LocalRedirect(Urls.Encode(found.Path) + "#respond");
        var answered = replytocom is { } id && new CommentId(id) is { IsNative: true } parent && parent.Article == article ? await comments.FindVisibleAsync(parent) : null;
        var account = await cluster.GetGrain<IAccountGrain>(actor.Login).GetAsync(actor).WaitAsync(options.Value.Deadline);
        return new WriteCommentPageResult(
            new(frame, found.Title, new()
            {
                Article = article,
                Path = found.Path,
                Settings = frame.Settings.Discussion,
                Texts = frame.Texts,
                ReplyTo = answered,
                Typed = new() { Author = actor.Name, Email = account?.Email ?? "" },
                IsPersonal = true,
                IsLoggedIn = true,
            }),
            personal: true);
    }
}
