using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>The live feed of a story.</summary>
internal static class LiveEndpoints
{
    private const int RetryAfterSeconds = 10;

    // A position that no thread has: whoever sends something else than a position gets a reset.
    private static readonly ThreadPosition Unknown = new(-1, 0);

    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder api)
    {
        api.MapGet("/articles/{id:long}/live", GetAsync).WithName("FollowStory").WithTags("Live")
            .WithSummary("Everything that happens to a story and its comments, as server-sent events.")
            .WithDescription("""
                Log events carry an id, `epoch:sequence`: `comment`, `edited`, `decided` (without `html` when the comment is hidden), `closed`. States carry none and are
                sent on connecting and on change: `count`, `votes`, `readers`, `article`. `reset` says that the position does not connect: read the thread anew.
                Go on from a rendered page with `?after=`, after a lost connection with `Last-Event-ID`.
                """)
            .Produces<string>(StatusCodes.Status200OK, EventStream.ContentType);
        return api;
    }

    private static async Task<Results<LiveFeedResult, NotFound, StatusCodeHttpResult>> GetAsync(
        long id, string? after, HttpContext context, LiveRelays relays, StoryReader stories)
    {
        var article = new ArticleId(id);
        if (await stories.FindAsync(article) is not { } story) return TypedResults.NotFound();
        if (story.Status == ArticleStatus.Withdrawn) return TypedResults.StatusCode(StatusCodes.Status410Gone);

        var address = Requests.AddressOf(context);
        if (relays.TryTakePlace(address) is { } refusal)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TypedResults.StatusCode(refusal);
        }

        return new LiveFeedResult(article, PositionOf(context.Request, after), address);
    }

    // What a reader saw last wins over where their page began: a browser repeats the address when it comes back.
    private static ThreadPosition? PositionOf(HttpRequest request, string? after)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : after;
        if (string.IsNullOrEmpty(text)) return null;
        return ThreadPosition.TryParse(text, out var position) ? position : Unknown;
    }
}
