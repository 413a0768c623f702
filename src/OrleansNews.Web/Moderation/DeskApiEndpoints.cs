using Microsoft.AspNetCore.WebUtilities;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>The desk for scripts: decisions as JSON, many at once, and how the queues stand.</summary>
internal static class DeskApiEndpoints
{
    private const int MostDecided = 1_000;

    public static void MapDeskApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/moderation/counts", CountAsync).WithName("CountQueues").WithSummary("How many comments stand in each moderation queue. For moderators.");
        api.MapPost("/moderation/decisions", DecideAsync).WithName("DecideComments").WithSummary("Decides about up to 1,000 comments of any stories. For moderators.");
        api.MapPost("/moderation/found", FindNextAsync).WithName("FindComments").WithSummary("The next comments of a queue that fit, with their statuses: of a thousand that are looked at. For moderators.");
        api.MapPost("/moderation/bulk", DecideNextAsync).WithName("DecideQueue").WithSummary("Decides about the next thousand comments of a queue. For moderators.");
    }

    private static async Task<Results<Ok<DeskCountsOutput>, ForbidHttpResult>> CountAsync(HttpContext context, DeskReader desk)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await desk.CountAsync(context.Staff()) is { } counts
            ? TypedResults.Ok(new DeskCountsOutput(counts.Held, counts.Flagged, counts.All, counts.Spam, counts.Trash, counts.Version))
            : TypedResults.Forbid();
    }

    private static async Task<Results<Ok<DeskOutcomeOutput>, ValidationProblem, ForbidHttpResult>> DecideAsync(DeskDecisionInput input, HttpContext context, DeskReader desk, SiteFrames frames)
    {
        var decision = CommentWords.DecisionOf(input.Decision);
        if (decision is null == input.Undoes is null) return await ApiProblems.InvalidAsync("decision", frames, static texts => texts.ApiUse("approve, hold, spam, trash, restore"));
        if (!TryReadStatus(input.Expected, out var expected)) return await ApiProblems.InvalidAsync("expected", frames, static texts => texts.ApiUse("approved, held, spam, trash"));
        if (input.Ids.IsDefaultOrEmpty || input.Ids.Length > MostDecided) return await ApiProblems.InvalidAsync("ids", frames, static texts => texts.ApiComments(MostDecided));
        if (input.Reason is { Length: > DeskCommentForms.LongestReason }) return await ApiProblems.InvalidAsync("reason", frames, static texts => texts.AtMostCharacters(DeskCommentForms.LongestReason));
        var outcome = await desk.DecideAsync(new([.. input.Ids.Select(id => new CommentId(id))], decision ?? default, expected, input.Reason ?? "")
        {
            Command = input.Command ?? default,
            IsRepeated = input.Repeated,
            Undoes = input.Undoes ?? default,
        }, context.Staff());
        return outcome is null ? TypedResults.Forbid() : TypedResults.Ok(Of(outcome));
    }

    private static async Task<Results<Ok<DeskFoundOutput>, ForbidHttpResult>> FindNextAsync(DeskQueryInput input, HttpContext context, DeskReader desk)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await desk.FindNextAsync(Read(input.Query) with { Cursor = input.Cursor }, context.Staff()) is { } found
            ? TypedResults.Ok(new DeskFoundOutput(
                found.Comments.GroupBy(comment => comment.Status).ToImmutableDictionary(some => CommentWords.Of(some.Key), some => some.Select(comment => comment.Id.Value).ToImmutableArray()),
                found.Next, found.Unreachable))
            : TypedResults.Forbid();
    }

    private static DeskQuery Read(string? query)
    {
        var fields = QueryHelpers.ParseQuery(query ?? "");
        return DeskAddress.Read(field => fields.GetValueOrDefault(field).ToString());
    }

    private static async Task<Results<Ok<DeskOutcomeOutput>, ValidationProblem, ForbidHttpResult>> DecideNextAsync(DeskBulkInput input, HttpContext context, DeskReader desk, SiteFrames frames)
    {
        if (CommentWords.DecisionOf(input.Decision) is not { } decision) return await ApiProblems.InvalidAsync("decision", frames, static texts => texts.ApiUse("approve, hold, spam, trash, restore"));
        var query = Read(input.Query) with { Cursor = input.Cursor };
        var outcome = await desk.DecideNextAsync(query, decision, context.Staff());
        return outcome is null ? TypedResults.Forbid() : TypedResults.Ok(Of(outcome));
    }

    private static DeskOutcomeOutput Of(DeskOutcome outcome) => new(
        [.. outcome.Changed.Select(id => id.Value)], outcome.LookedAt, outcome.Next, [.. outcome.Failed.Select(id => id.Value)],
        outcome.Command == default ? null : outcome.Command,
        outcome.Kept.IsDefault ? [] : [.. outcome.Kept.Select(id => id.Value)]);

    private static bool TryReadStatus(string? word, out CommentStatus? status)
    {
        status = CommentWords.StatusOf(word);
        return status is not null || string.IsNullOrEmpty(word);
    }
}
