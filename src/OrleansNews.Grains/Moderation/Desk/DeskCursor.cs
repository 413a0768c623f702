using System.Globalization;

namespace OrleansNews.Moderation;

/// <summary>Where a page of the desk ended: a place in a queue, or how many comments of a person were passed.</summary>
internal static class DeskCursor
{
    public static string Of(QueuePlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Seconds}-{place.Id}");

    public static string Of(int passed) => passed.ToString(CultureInfo.InvariantCulture);

    /// <summary>The place; null for any other text.</summary>
    public static QueuePlace? ReadPlace(string? text)
    {
        if (text is null || text.Split('-') is not [var seconds, var id]) return null;
        return long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && CommentId.TryParse(id, out var comment) ? new(at, comment) : null;
    }

    /// <summary>How many were passed; 0 for any other text.</summary>
    public static int ReadPassed(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var passed) ? passed : 0;
}
