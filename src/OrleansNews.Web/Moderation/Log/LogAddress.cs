using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>The addresses of the moderation log: what is looked for is all in the query.</summary>
internal static class LogAddress
{
    public const string Path = DeskAddress.Path + "/log";
    public const string Csv = Path + ".csv";
    public const string JsonLines = Path + ".jsonl";
    public const string Public = "/moderation-log";

    /// <summary>Entries a page.</summary>
    public const int PageSize = 50;

    public const int LongestLogin = 64;

    /// <summary>The field that says where to go on.</summary>
    public const string Before = "before";

    private const string Day = "yyyy-MM-dd";

    /// <summary>The actions in the order of their list, with their names in addresses and exports.</summary>
    public static readonly ImmutableArray<(string Name, LogAction Action)> Actions =
    [
        ("approved", LogAction.Approved), ("held", LogAction.Held), ("spam", LogAction.Spam), ("trash", LogAction.Trash), ("erased", LogAction.Erased), ("closed", LogAction.Closed),
        ("opened", LogAction.Opened), ("mode", LogAction.ModeChanged), ("suspended", LogAction.Suspended), ("suspension-lifted", LogAction.SuspensionLifted),
        ("rule", LogAction.RuleChanged), ("site-mode", LogAction.SiteModeChanged), ("edited", LogAction.Edited),
    ];

    /// <summary>The name of an action; of one that a newer build wrote, its number.</summary>
    public static string NameOf(LogAction action) => Actions.Where(named => named.Action == action).Select(named => named.Name).FirstOrDefault() ?? $"{(byte)action}";

    /// <summary>Reads a query from an address. What it does not understand is left out; days are the newspaper's, the last one included.</summary>
    public static LogQuery Read(IQueryCollection fields, SiteDates dates) => new()
    {
        Moderator = fields["moderator"].ToString().Trim() is { Length: <= LongestLogin } login ? login : "",
        Action = Actions.FirstOrDefault(named => named.Name == fields["decision"]).Action,
        Article = ArticleId.TryParse(fields["story"].ToString().Trim(), out var article) && article.IsValid ? article : null,
        From = DayOf(fields["from"]) is { } from ? dates.StartOf(from) : null,
        Until = DayOf(fields["to"]) is { } to ? dates.StartOf(to.AddDays(1)) : null,
        Before = PlaceOf(fields[Before]),
        Limit = PageSize,
    };

    /// <summary>The address of a query at a path.</summary>
    public static string Of(string path, LogQuery query, SiteDates dates) => Of(path, query, query.Before is { } before ? TextOf(before) : "", dates);

    /// <summary>The address of a query at a path, which goes on where a text says.</summary>
    public static string Of(string path, LogQuery query, string before, SiteDates dates)
    {
        var fields = new QueryBuilder(Fields(query, dates));
        if (before.Length > 0) fields.Add(Before, before);
        return path + fields.ToQueryString().ToUriComponent();
    }

    /// <summary>The fields of a query, for addresses and forms, but for where to go on.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(LogQuery query, SiteDates dates)
    {
        if (query.Moderator.Length > 0) yield return new("moderator", query.Moderator);
        if (query.Action != LogAction.None) yield return new("decision", NameOf(query.Action));
        if (query.Article is { } article) yield return new("story", article.ToString());
        if (query.From is { } from) yield return new("from", FirstDay(from, dates));
        if (query.Until is { } until) yield return new("to", LastDay(until, dates));
    }

    /// <summary>Whether anything was chosen.</summary>
    public static bool IsFiltered(LogQuery query) => query with { Before = null, Limit = 0 } != new LogQuery { Limit = 0 };

    /// <summary>The day on which a query begins, as it was chosen.</summary>
    public static string FirstDay(DateTimeOffset from, SiteDates dates) => dates.Local(from).ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>The last day of a query, as it was chosen.</summary>
    public static string LastDay(DateTimeOffset until, SiteDates dates) => dates.Local(until.AddTicks(-1)).ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>A place in addresses and exports.</summary>
    public static string TextOf(LogPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Milliseconds}-{place.Minor}");

    /// <summary>The place that such a text names; null for any other.</summary>
    public static LogPlace? PlaceOf(string? text) =>
        text?.Split('-') is [var at, var minor] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= LastMillisecond &&
        long.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(milliseconds, number) : null;

    // Within a day of either end of the calendar there is no clock of a newspaper.
    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1970 and < 9999 ? day : null;

    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}
