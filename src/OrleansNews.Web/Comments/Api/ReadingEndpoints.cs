using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Reading comments as JSON.</summary>
internal static class ReadingEndpoints
{
    private const int MostCounts = 100;

    public static IEndpointRouteBuilder MapReading(this IEndpointRouteBuilder api)
    {
        api.MapGet("/articles/{id:long}/comments", GetThreadAsync).WithName("ReadThread")
            .WithSummary("A page of a thread: conversations in the order asked for, each followed by its replies.");
        api.MapGet("/comments/counts", GetCountsAsync).WithName("CountComments")
            .WithSummary($"How many visible comments each of up to {MostCounts} stories has.");
        api.MapGet("/comments/{id:long}", GetCommentAsync).WithName("ReadComment").WithSummary("One comment.");
        return api;
    }

    private static async Task<Results<Ok<ThreadOutput>, ValidationProblem, NotFound>> GetThreadAsync(
        long id, string? order, string? cursor, int? limit, long? root, StoryReader stories, SiteFrames frames, IClusterClient cluster, IOptions<ReadOptions> options, HttpContext context)
    {
        if (CommentWords.OrderOf(order) is not { } wanted) return await ApiProblems.InvalidAsync("order", frames, static texts => texts.ApiUse("newest, oldest, best"));
        if (limit is < 1 or > 100) return await ApiProblems.InvalidAsync("limit", frames, static texts => texts.ApiBetween(1, 100));
        var query = new ThreadPageQuery { Order = wanted, Cursor = cursor, Limit = limit ?? 50, Root = root is { } comment ? new CommentId(comment) : null };
        if (!PageCursor.Fits(query)) return await ApiProblems.InvalidAsync("cursor", frames, static texts => texts.ApiCursor);
        var article = new ArticleId(id);
        if (await stories.FindPathAsync(article) is null) return TypedResults.NotFound();
        var page = await cluster.GetGrain<ICommentThreadGrain>(article.Value).ReadPageAsync(query).WaitAsync(options.Value.Deadline);
        context.Response.Headers.CacheControl = "public, max-age=0, s-maxage=1";
        return TypedResults.Ok(new ThreadOutput([.. page.Items.Select(CommentWords.Of)], page.Next, page.Total, page.Version.Position.ToString()));
    }

    private static async Task<Results<Ok<CommentOutput>, NotFound>> GetCommentAsync(
        long id, StoryReader stories, IClusterClient cluster, IOptions<ReadOptions> options)
    {
        var comment = new CommentId(id);
        if (!comment.IsNative || await stories.FindPathAsync(comment.Article) is null) return TypedResults.NotFound();
        var found = await cluster.GetGrain<ICommentThreadGrain>(comment.Article.Value).FindAsync(comment, 1).WaitAsync(options.Value.Deadline);
        return found is { Status: CommentStatus.Approved } ? TypedResults.Ok(CommentWords.Of(found.View)) : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<Dictionary<string, int>>, ValidationProblem>> GetCountsAsync(
        string? articles, StoryReader stories, SiteFrames frames, IClusterClient cluster, IOptions<ReadOptions> options, HttpContext context)
    {
        var names = (articles ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length is 0 or > MostCounts) return await ApiProblems.InvalidAsync("articles", frames, static texts => texts.ApiStories(MostCounts));
        var ids = new List<ArticleId>(names.Length);
        foreach (var name in names)
        {
            if (!ArticleId.TryParse(name, out var article)) return await ApiProblems.InvalidAsync("articles", frames, texts => texts.ApiNoStory(name));
            if (await stories.MayExistAsync(article)) ids.Add(article);
        }

        var counts = await Task.WhenAll(ids.Distinct().Select(async article =>
        {
            var version = await cluster.GetGrain<ICommentThreadGrain>(article.Value).GetVersionAsync(default).WaitAsync(options.Value.Deadline);
            return (article, version.Total);
        }));
        context.Response.Headers.CacheControl = "public, max-age=0, s-maxage=1";
        return TypedResults.Ok(counts.ToDictionary(count => count.article.ToString(), count => count.Total));
    }
}
