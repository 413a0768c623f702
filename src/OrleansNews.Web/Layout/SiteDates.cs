using System.Globalization;
using OrleansNews.Site;

namespace OrleansNews.Layout;

/// <summary>
/// Writes moments in the newspaper's time zone and the language of its texts; in English as WordPress does by default (<c>F j, Y</c> and <c>g:i a</c>).
/// </summary>
public sealed class SiteDates
{
    private readonly TimeZoneInfo _zone;

    /// <summary>Dates in the zone of <paramref name="site"/>; a zone this machine does not know is read as UTC.</summary>
    public SiteDates(SiteSettings site)
    {
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(site.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
        Texts = SiteTexts.Of(site.Language);
    }

    /// <summary>The words that go with the dates.</summary>
    public SiteTexts Texts { get; }

    /// <summary>The moment on the newspaper's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);

    /// <summary>The moment at which a day begins on the newspaper's clock.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight));
    }

    /// <summary>
    /// The moment that a date and time on the newspaper's clock mean: the first of two, where the clock goes back and shows them twice. A time that it skips when it goes forward would have come
    /// when the clock shows a later one, which <see cref="Local"/> says of this moment.
    /// </summary>
    public DateTimeOffset MomentOf(DateTime local)
    {
        var moments = MomentsOf(local);
        return moments is [] ? OffsetsAround(local).Select(offset => new DateTimeOffset(local, offset)).Max() : moments[0];
    }

    /// <summary>For an <c>input</c> of a date and time: the newspaper's clock, without an offset.</summary>
    public string Input(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>14:05:09</c>; where the clock shows it twice, with the one of the two that it is.</summary>
    public string Clock(DateTimeOffset moment)
    {
        var local = Local(moment);
        var time = local.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        if (MomentsOf(local.DateTime) is not [var first, _]) return time;
        var offset = local.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        return local.Offset == first.Offset ? Texts.FirstOfTwoTimes(time, offset) : Texts.SecondOfTwoTimes(time, offset);
    }

    /// <summary><c>November 22, 2026</c>.</summary>
    public string Date(DateTimeOffset moment) => Local(moment).ToString(Texts.DateFormat, Texts.Culture);

    /// <summary><c>Sunday, November 22, 2026</c>, for the masthead.</summary>
    public string LongDate(DateTimeOffset moment) => Local(moment).ToString(Texts.LongDateFormat, Texts.Culture);

    /// <summary><c>9:05 am</c>.</summary>
    public string Time(DateTimeOffset moment)
    {
        var local = Local(moment);
        return local.ToString(Texts.TimeFormat, Texts.Culture).Replace("{0}", local.Hour < 12 ? Texts.Morning : Texts.Afternoon, StringComparison.Ordinal);
    }

    /// <summary>For the <c>datetime</c> attribute: the newspaper's clock with its offset.</summary>
    public string Machine(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    // Two where the clock goes back, none where it goes forward.
    private DateTimeOffset[] MomentsOf(DateTime local) =>
        [.. OffsetsAround(local).Select(offset => new DateTimeOffset(local, offset)).Where(moment => Local(moment).Offset == moment.Offset).Order()];

    // Asked for moments and not for times: of those a zone answers one offset only, whichever of two it is.
    private IEnumerable<TimeSpan> OffsetsAround(DateTime local) =>
        new[] { -1, 1 }.Select(days => _zone.GetUtcOffset(new DateTimeOffset(local, TimeSpan.Zero).AddDays(days))).Distinct();
}
