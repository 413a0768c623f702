using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>
/// The moderation log as a file of any length, written while it is read. Each row names its place: a program whose download broke goes on behind its last one, as <c>before</c>.
/// </summary>
internal sealed class LogExport(LogReader log, SiteFrames frames, SessionChecks sessions)
{
    public static readonly ImmutableArray<string> Columns = ["time", "decision", "story", "comment", "from", "to", "reason", "moderator", "place"];

    public Task CsvAsync(HttpContext context) => WriteAsync(context, "text/csv; charset=utf-8", "moderation-log.csv", string.Join(',', Columns) + "\r\n", CsvRow);

    public Task JsonLinesAsync(HttpContext context) => WriteAsync(context, "application/jsonl; charset=utf-8", "moderation-log.jsonl", "", JsonRow);

    public static string CsvRow(LogEntry entry) => string.Join(',', Row(entry).Select(Cell)) + "\r\n";

    public static string JsonRow(LogEntry entry)
    {
        var row = Row(entry);
        var line = new LogLine(row[0], row[1], entry.Article.IsValid ? entry.Article.Value : null, entry.Number > 0 ? CommentId.Native(entry.Article, entry.Number).Value : null, NullIfEmpty(row[4]), NullIfEmpty(row[5]), row[6], row[7], row[8]);
        return JsonSerializer.Serialize(line, DeskApiJson.Default.LogLine) + "\n";
    }

    private async Task WriteAsync(HttpContext context, string type, string name, string head, Func<LogEntry, string> row)
    {
        var query = LogAddress.Read(context.Request.Query, (await frames.GetAsync()).Dates);
        var response = context.Response;
        response.ContentType = type;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await response.WriteAsync(head, context.RequestAborted);
        await foreach (var entry in log.ExportAsync(query, () => AskerAsync(context), context.RequestAborted)) await response.WriteAsync(row(entry), context.RequestAborted);
    }

    // A long file takes its time, and what staff revoke ends meanwhile.
    private async Task<Actor?> AskerAsync(HttpContext context) =>
        context.SessionStamp() is { Length: > 0 } stamp ? await sessions.CheckSessionAsync(context.Staff().Login, stamp) : context.Staff();

    private static ImmutableArray<string> Row(LogEntry entry) =>
    [
        DateTimeOffset.FromUnixTimeMilliseconds(entry.Place.Milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        LogAddress.NameOf(entry.Action),
        entry.Article.IsValid ? entry.Article.ToString() : "",
        entry.Number > 0 ? CommentId.Native(entry.Article, entry.Number).ToString() : "",
        entry.From is { } from ? CommentWords.Of(from) : "",
        ResultOf(entry),
        entry.Reason,
        entry.Login,
        LogAddress.TextOf(entry.Place),
    ];

    private static string ResultOf(LogEntry entry) =>
        entry.To is { } to ? CommentWords.Of(to)
        : entry.Mode is { } mode ? NameOf(mode)
        : entry.SuspendedUntil is { } until ? until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : entry.Rule is { } rule ? NameOf(rule)
        : "";

    private static string NameOf(CommenterRule rule) => rule switch
    {
        CommenterRule.Hold => "hold",
        CommenterRule.Approve => "approve",
        _ => "none",
    };

    private static string NameOf(StoryModeration mode) => mode switch
    {
        StoryModeration.None => "none",
        StoryModeration.FirstTime => "first-time",
        StoryModeration.All => "all",
        _ => "site",
    };

    // A spreadsheet takes what begins with one of these for a formula; the apostrophe makes it text (OWASP, CSV injection).
    private static string Cell(string text)
    {
        if (text is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
