using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>What a reader can do with somebody's comment: vote and flag, as JSON.</summary>
internal static class ReaderEndpoints
{
    public static IEndpointRouteBuilder MapReaderActions(this IEndpointRouteBuilder api)
    {
        api.MapPut("/comments/{id:long}/vote", VoteAsync).WithName("VoteOnComment").WithSummary("Casts, changes or takes back this browser's vote.").AddEndpointFilter(CommentPlaceFilter.FilterAsync);
        api.MapPost("/comments/{id:long}/flags", FlagAsync).WithName("FlagComment").WithSummary("Tells the moderators about a comment.").AddEndpointFilter(CommentPlaceFilter.FilterAsync);
        return api;
    }

    private static async Task<Results<Ok<VoteTotals>, ValidationProblem, NotFound>> VoteAsync(
        long id, VoteInput input, HttpContext context, ReaderActions actions, SiteFrames frames, BrowserIdentity browsers)
    {
        if (CommentWords.VoteOf(input.Vote) is not { } vote) return await ApiProblems.InvalidAsync("vote", frames, static texts => texts.ApiUse("up, down, none"));
        if (await actions.FindVisibleAsync(new(id)) is null) return TypedResults.NotFound();
        var count = await actions.VoteAsync(new(id), browsers.Recognise(context), vote);
        return TypedResults.Ok(new VoteTotals(count.Up, count.Down));
    }

    private static async Task<Results<NoContent, ValidationProblem, NotFound>> FlagAsync(
        long id, FlagInput input, HttpContext context, ReaderActions actions, SiteFrames frames, BrowserIdentity browsers)
    {
        if (CommentWords.FlagReasonOf(input.Reason) is not { } reason) return await ApiProblems.InvalidAsync("reason", frames, static texts => texts.ApiUse("spam, abuse, off-topic, privacy, other"));
        if (input.Note is { Length: > ReaderActions.LongestNote }) return await ApiProblems.InvalidAsync("note", frames, static texts => texts.AtMostCharacters(ReaderActions.LongestNote));
        if (await actions.FindVisibleAsync(new(id)) is null) return TypedResults.NotFound();
        var flag = new FlagComment(new(id), reason, input.Note ?? "", browsers.Recognise(context));
        return await actions.FlagAsync(flag) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
