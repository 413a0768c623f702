using System.Globalization;
using OrleansNews.Layout;

namespace OrleansNews.Listings;

/// <summary>The stories of a year, a month or a day on the newspaper's calendar.</summary>
internal sealed record DateArchive
{
    private readonly Func<SiteTexts, string> _format;

    private DateArchive(DateOnly first, DateOnly next, string path, Func<SiteTexts, string> format)
    {
        First = first;
        Next = next;
        Path = path;
        _format = format;
    }

    /// <summary>Its first day.</summary>
    public DateOnly First { get; }

    /// <summary>The first day behind it.</summary>
    public DateOnly Next { get; }

    /// <summary>The path of its first page.</summary>
    public string Path { get; }

    /// <summary>The archive with these numbers; null when the calendar has no such day.</summary>
    public static DateArchive? Of(int year, int? month = null, int? day = null)
    {
        if (!DateOnly.TryParseExact($"{year:0000}-{month ?? 1:00}-{day ?? 1:00}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return null;
        // In some time zone the first of these years begins before there are dates, and the last has no next one.
        if (first.Year == DateOnly.MinValue.Year || first.Year == DateOnly.MaxValue.Year) return null;
        return (month, day) switch
        {
            (null, _) => new(first, first.AddYears(1), $"/{year:0000}/", static _ => "yyyy"),
            (_, null) => new(first, first.AddMonths(1), $"/{year:0000}/{month:00}/", static texts => texts.MonthFormat),
            _ => new(first, first.AddDays(1), $"/{year:0000}/{month:00}/{day:00}/", static texts => texts.DateFormat),
        };
    }

    /// <summary>The question for one page of it.</summary>
    public ListingQuery Query(SiteDates dates, int page, int size) =>
        new(page, size, From: dates.StartOf(First), Until: dates.StartOf(Next));

    /// <summary>What readers call it.</summary>
    public string HeadingIn(SiteTexts texts) => First.ToString(_format(texts), texts.Culture);
}
