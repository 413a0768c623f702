using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>The queues, and decisions about what is selected in them, by form.</summary>
internal sealed class DeskListForms(DeskReader desk, IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    // As many as an address holds: beyond, a decision is taken back in its other queue.
    private const int MostInAddress = 50;
    private const int MostSelected = 1_000;
    private const string Undo = "undo";

    /// <summary>The button that closes or opens a conversation, and what it says.</summary>
    public const string Conversation = "conversation", Open = "open", Close = "close";

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var query = DeskAddress.Read(field => context.Request.Query[field].ToString());
        return await ModelAsync(context, query) is { } model ? Page(model with { Done = ReadReceipt(context.Request.Query) }, StatusCodes.Status200OK) : Forbidden;
    }

    /// <summary>Decides about one row, about all that are selected, or about the next thousand of everything that was found.</summary>
    public async Task<IResult> DecideAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var query = DeskAddress.Read(field => form[field].ToString());
        var actor = context.Staff();
        var (one, row) = form["one"].ToString().Split(' ') is [var word, var id] && CommentId.TryParse(id, out var comment) ? (word, comment) : ("", default(CommentId));
        if (CommentWords.DecisionOf(one.Length > 0 ? one : form["decision"].ToString()) is not { } decision) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var everything = one.Length == 0 && form["everything"] == "1";
        ImmutableArray<CommentId> ids = one.Length > 0 ? [row] : [.. form["id"].Select(value => CommentId.TryParse(value, out var selected) ? selected : default).Where(selected => selected.IsNative).Distinct()];
        if (ids.Length > MostSelected) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (!everything && ids.IsEmpty) return await ModelAsync(context, query) is { } model ? Page(model with { Problem = model.Frame.Texts.ChooseComments }, StatusCodes.Status400BadRequest) : Forbidden;

        var outcome = everything
            ? await desk.DecideNextAsync(query with { Cursor = form["from"].ToString() is { Length: > 0 } from ? from : null }, decision, actor)
            : await DecideAsync(ids, ReadShown(form), decision, actor);
        if (outcome is null) return Forbidden;
        var receipt = ReceiptOf(outcome, decision);
        // Of a queue more is looked at than it was about.
        return new SeeOther(DeskAddress.Of(query) + AddressOf(everything ? receipt with { GoOn = outcome.Next, Left = 0 } : receipt));
    }

    /// <summary>Takes back what was decided just now, where nobody has decided since.</summary>
    public async Task<IResult> UndoAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var query = DeskAddress.Read(field => form[field].ToString());
        if (!Guid.TryParse(form["command"], out var command) || command == default) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var outcome = await desk.DecideAsync(new(ReadIds(form["ids"].ToString()), default, null, "") { Undoes = command }, context.Staff());
        return outcome is null ? Forbidden : new SeeOther(DeskAddress.Of(query) + AddressOf(ReceiptOf(outcome, null) with { Ids = [] }));
    }

    /// <summary>Chooses which comments on one story wait.</summary>
    public async Task<IResult> SetStoryModeAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var query = DeskAddress.Read(field => form[field].ToString());
        if (query.Article is not { } article || await desk.FindTitleAsync(article) is null) return Results.StatusCode(StatusCodes.Status404NotFound);
        if (!Enum.TryParse<StoryModeration>(form["mode"], ignoreCase: true, out var mode) || !Enum.IsDefined(mode)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        return await ModeOf(article).SetAsync(mode, context.Staff()).WaitAsync(options.Value.WriteDeadline) ? new SeeOther(DeskAddress.Of(query)) : Forbidden;
    }

    /// <summary>Closes the conversation under one story, or opens it again.</summary>
    public async Task<IResult> SetConversationAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var query = DeskAddress.Read(field => form[field].ToString());
        if (query.Article is not { } article || await desk.FindTitleAsync(article) is null) return Results.StatusCode(StatusCodes.Status404NotFound);
        var word = form[Conversation].ToString();
        if (word is not (Open or Close)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var set = await cluster.GetGrain<ICommentThreadGrain>(article.Value).SetOpenAsync(word == Open, context.Staff()).WaitAsync(options.Value.WriteDeadline);
        return set.Done ? new SeeOther(DeskAddress.Of(query)) : Forbidden;
    }

    // One call for each status that the page showed, under one command: they are taken back together.
    private async Task<DeskOutcome?> DecideAsync(ImmutableArray<CommentId> ids, Dictionary<CommentId, CommentStatus> shown, Decision decision, Actor actor)
    {
        var command = Guid.NewGuid();
        var seen = ids.GroupBy(id => shown.TryGetValue(id, out var status) ? status : (CommentStatus?)null);
        var outcomes = await Task.WhenAll(seen.Select(some => desk.DecideAsync(new([.. some], decision, some.Key, "") { Command = command }, actor)));
        if (outcomes.Any(outcome => outcome is null)) return null;
        return new([.. outcomes.SelectMany(outcome => outcome!.Changed)], ids.Length, null, [.. outcomes.SelectMany(outcome => outcome!.Failed)]) { Command = command };
    }

    // What a script sends without saying what it saw is decided in any case.
    private static Dictionary<CommentId, CommentStatus> ReadShown(IFormCollection form)
    {
        var shown = new Dictionary<CommentId, CommentStatus>();
        foreach (var row in form["shown"])
            if (row?.Split(' ') is [var id, var word] && CommentId.TryParse(id, out var comment) && CommentWords.StatusOf(word) is { } status) shown[comment] = status;
        return shown;
    }

    private IStoryModerationGrain ModeOf(ArticleId article) => cluster.GetGrain<IStoryModerationGrain>(article.Value);

    private async Task<DeskListModel?> ModelAsync(HttpContext context, DeskQuery query)
    {
        var actor = context.Staff();
        var frame = frames.GetAsync();
        if (await desk.ReadAsync(query, actor) is not { } found) return null;
        var title = query.Article is { } article ? await desk.FindTitleAsync(article) : null;
        var mode = title is not null && query.Article is { } chosen ? await ModeOf(chosen).GetAsync(StoryModeration.Site).WaitAsync(options.Value.Deadline) : StoryModeration.Site;
        return new(await frame, actor, query, found.Page, found.Items)
        {
            StoryTitle = title ?? query.Article?.ToString() ?? "",
            StoryMode = mode,
            Conversation = title is not null && query.Article is { } story ? await desk.FindConversationAsync(story) : null,
        };
    }

    private static DeskReceipt ReceiptOf(DeskOutcome outcome, Decision? decision) =>
        new(decision, outcome.Changed.Length, outcome.Changed, null, outcome.Failed.Length, outcome.LookedAt - outcome.Changed.Length - outcome.Failed.Length, outcome.Command);

    private static string AddressOf(DeskReceipt done)
    {
        var query = new QueryBuilder { { "did", done.Decision is { } decision ? DeskWords.WordOf(decision) : Undo }, { "n", done.Count.ToString(CultureInfo.InvariantCulture) } };
        if (done.Ids.Length is > 0 and <= MostInAddress)
        {
            query.Add("ids", string.Join('.', done.Ids));
            query.Add("command", done.Command.ToString());
        }

        if (done.Left > 0) query.Add("left", done.Left.ToString(CultureInfo.InvariantCulture));
        if (done.Failed > 0) query.Add("failed", done.Failed.ToString(CultureInfo.InvariantCulture));
        if (done.GoOn is { } cursor) query.Add("go-on", cursor);
        return "&" + query.ToQueryString().ToUriComponent()[1..];
    }

    private static DeskReceipt? ReadReceipt(IQueryCollection query)
    {
        var decision = CommentWords.DecisionOf(query["did"]);
        if ((decision is null && query["did"] != Undo) || !TryRead("n", out var count)) return null;
        _ = TryRead("failed", out var failed);
        _ = TryRead("left", out var left);
        _ = Guid.TryParse(query["command"], out var command);
        return new(decision, count, ReadIds(query["ids"].ToString()), query["go-on"].ToString() is { Length: > 0 and < 64 } cursor ? cursor : null, failed, left, command);

        bool TryRead(string field, out int number) => int.TryParse(query[field], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static ImmutableArray<CommentId> ReadIds(string text) =>
        [.. text.Split('.').Take(MostInAddress).Select(id => CommentId.TryParse(id, out var comment) ? comment : default).Where(id => id.IsNative)];

    private static IResult Forbidden => Results.StatusCode(StatusCodes.Status403Forbidden);

    private static PageResult<DeskListPage, DeskListModel> Page(DeskListModel model, int status) => new(model, status, personal: true);
}
