using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansNews.Demo;

/// <summary>
/// Makes the demo newspaper one of today: <c>{{date 2 hours ago}}</c>, <c>{{date 3 days ago 07:30}}</c> and <c>{{weekday 2 days ago}}</c> in its texts
/// become the moments that they mean now.
/// </summary>
internal static partial class DemoDates
{
    /// <summary>Replaces every mark. A moment is never later than <paramref name="now"/>.</summary>
    /// <param name="text">A story, front matter included.</param>
    /// <param name="now">The present, in the newspaper's time zone.</param>
    public static string Resolve(string text, DateTimeOffset now) => Mark().Replace(text, mark =>
    {
        var moment = Moment(mark, now);
        return mark.Groups["what"].Value == "weekday"
            ? moment.ToString("dddd", CultureInfo.InvariantCulture)
            : moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    });

    private static DateTimeOffset Moment(Match mark, DateTimeOffset now)
    {
        var number = int.Parse(mark.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        if (mark.Groups["unit"].Value == "hour") return now.AddHours(-number);
        var day = now.AddDays(-number);
        if (!mark.Groups["time"].Success) return day;
        var moment = new DateTimeOffset(day.Date + TimeSpan.Parse(mark.Groups["time"].ValueSpan, CultureInfo.InvariantCulture), now.Offset);
        return moment <= now ? moment : now;
    }

    [GeneratedRegex(@"\{\{(?<what>date|weekday) (?<number>\d+) (?<unit>hour|day)s? ago(?: (?<time>\d\d:\d\d))?\}\}")]
    private static partial Regex Mark();
}
