using System.Text;
using OrleansNews.Layout;

namespace OrleansNews.Site;

/// <summary>A date that every page shows as of now: without a fragment of its own midnight would make all pages anew.</summary>
internal sealed class DateFragment(string name, SiteFrames frames, Func<SiteDates, DateTimeOffset, string> write) : IPageFragment
{
    private Written? _written;

    public string Name => name;

    public async ValueTask<FragmentReading> ReadAsync()
    {
        var (settings, checkedAt) = await frames.ReadSettingsOrLastKnownAsync();
        var html = write(new(settings), frames.Now);
        var written = Volatile.Read(ref _written);
        if (written?.Html != html) Volatile.Write(ref _written, written = new(html, Encoding.UTF8.GetBytes(html)));
        return new(written.Bytes, checkedAt);
    }

    /// <summary>The masthead's date.</summary>
    public static DateFragment Today(SiteFrames frames) => new(FragmentMarkers.Today, frames, static (dates, now) =>
        $"<time datetime=\"{dates.Local(now):yyyy-MM-dd}\">{dates.LongDate(now)}</time>");

    /// <summary>The footer's year.</summary>
    public static DateFragment Year(SiteFrames frames) => new(FragmentMarkers.Year, frames, static (dates, now) => $"{dates.Local(now):yyyy}");

    private sealed record Written(string Html, byte[] Bytes);
}
