using System.Globalization;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Search;

/// <summary>What somebody looks for, as it stands in an address. WordPress's name for the words is <c>s</c>.</summary>
/// <param name="Words">The words as they were typed.</param>
/// <param name="Section">The path of a section; empty for all.</param>
/// <param name="From">The first day, <c>yyyy-MM-dd</c>; empty for no bound.</param>
/// <param name="To">The last day; empty for no bound.</param>
public sealed record SearchQuestion(string Words, string Section = "", string From = "", string To = "")
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Whether anything is looked for.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Words);

    /// <summary>Whether something narrows it.</summary>
    public bool IsFiltered => Section.Length > 0 || From.Length > 0 || To.Length > 0;

    /// <summary>What a page's address asks. A date that is none, or a section that cannot be, bounds nothing: the form shows what does.</summary>
    internal static SearchQuestion Of(IQueryCollection query)
    {
        string Day(string name) => TryDay(query[name].ToString(), out _) ? query[name].ToString() : "";
        var section = query["section"].ToString();
        return new(query[PageQuestions.Search].ToString(), Slugs.IsValidPath(section) ? section : "", Day("from"), Day("to"));
    }

    /// <summary>Whether a text is a day of the calendar; an empty one is none and no fault.</summary>
    internal static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text)) return true;
        // The last year has no day after its last one.
        if (!DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) || read.Year is 1 or 9999) return false;
        day = read;
        return true;
    }

    /// <summary>The question to the cluster.</summary>
    internal SearchQuery ToQuery(SiteDates dates, int page, int size)
    {
        TryDay(From, out var first);
        TryDay(To, out var last);
        return new(Words, page, size, Section, first is { } from ? dates.StartOf(from) : null, last is { } to ? dates.StartOf(to.AddDays(1)) : null);
    }

    /// <summary>The address of a page of the answer, from 1.</summary>
    public string AddressOf(int page)
    {
        var path = page == 1 ? "/" : string.Create(CultureInfo.InvariantCulture, $"/page/{page}/");
        return $"{path}?s={Uri.EscapeDataString(Words)}{Part("section", Section)}{Part("from", From)}{Part("to", To)}";
    }

    private static string Part(string name, string value) => value.Length > 0 ? $"&{name}={Uri.EscapeDataString(value)}" : "";
}
