using System.Globalization;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>Where the log for everybody goes on. Nobody can read it: the place of an entry holds the story and, of one about a person, what is made from their key.</summary>
internal sealed record PublicLogCursor(LogPlace Place) : ISignedToken<PublicLogCursor>
{
    public static string Purpose => "OrleansNews.Moderation.PublicLog.v1";

    /// <summary>How long a page of older entries can be gone back to; after that its address leads to the newest.</summary>
    public static TimeSpan Lifetime => TimeSpan.FromDays(30);

    // Every place has the same length: that of what is encrypted can be seen.
    public string Content => string.Create(CultureInfo.InvariantCulture, $"{Place.Milliseconds:D15}-{Place.Minor:D19}");

    public static PublicLogCursor? Parse(string content) => LogAddress.PlaceOf(content) is { } place ? new(place) : null;
}
