using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Decisions of moderators, as JSON.</summary>
internal static class ModerationEndpoints
{
    private const int LongestReason = 500;

    public static IEndpointRouteBuilder MapModeration(this IEndpointRouteBuilder api)
    {
        api.MapPut("/comments/{id:long}/status", DecideAsync).WithName("DecideComment").WithSummary("Decides about a comment. For moderators.")
            .RequireAuthorization(PermissionPolicies.ModerateComments);
        return api;
    }

    private static async Task<Results<Ok<DecisionReceipt>, ValidationProblem, ForbidHttpResult, NotFound>> DecideAsync(
        long id, StatusInput input, HttpContext context, StoryReader stories, SiteFrames frames, IClusterClient cluster, IOptions<ReadOptions> options, TimeProvider time)
    {
        if (CommentWords.DecisionOf(input.Status) is not { } decision) return await ApiProblems.InvalidAsync("status", frames, static texts => texts.ApiUse("approved, hold, spam, trash, restore"));
        if (input.Reason is { Length: > LongestReason }) return await ApiProblems.InvalidAsync("reason", frames, static texts => texts.AtMostCharacters(LongestReason));
        if (!context.User.TryGetActor(out var actor)) return TypedResults.Forbid();
        var comment = new CommentId(id);
        if (!comment.IsNative || !await stories.MayExistAsync(comment.Article)) return TypedResults.NotFound();
        var command = new DecideComments([comment], decision, actor, input.Reason ?? "") { Command = Guid.NewGuid() };
        var thread = cluster.GetGrain<ICommentThreadGrain>(comment.Article.Value);
        var result = await ClusterCalls.AgainAsync(isRepeated => thread.DecideAsync(command with { IsRepeated = isRepeated }), options.Value.WriteDeadline, time);
        return result.Done ? TypedResults.Ok(new DecisionReceipt(result.Position.ToString())) : TypedResults.NotFound();
    }
}
