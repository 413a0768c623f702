using System.Globalization;

namespace OrleansNews.Markdown;

/// <summary>A date as a file gives it: with an offset from UTC, or in the time of the site.</summary>
/// <param name="Local">The date and time as written; midnight when only the day is given.</param>
/// <param name="Offset">The offset from UTC; null means the site's time zone.</param>
public readonly record struct StoryDate(DateTime Local, TimeSpan? Offset)
{
    private static readonly string[] WithoutOffset =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    private static readonly string[] WithOffset =
        ["yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm zzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>The moment, for a site in <paramref name="zone"/>.</summary>
    public DateTimeOffset In(TimeZoneInfo zone) => new(Local, Offset ?? zone.GetUtcOffset(Local));

    /// <summary>Reads <c>2026-11-22</c>, <c>2026-11-22 09:30</c> or <c>2026-11-22T09:30:00+01:00</c>; false for anything else, days that do not exist included.</summary>
    public static bool TryParse(string text, out StoryDate date)
    {
        text = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        if (DateTime.TryParseExact(text, WithoutOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year >= 1000)
        {
            date = new(local, null);
            return true;
        }

        if (DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year >= 1000)
        {
            date = new(moment.DateTime, moment.Offset);
            return true;
        }

        date = default;
        return false;
    }
}
