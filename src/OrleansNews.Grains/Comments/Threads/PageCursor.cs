using System.Globalization;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// Where a page ended: the last conversation (or direct reply) on it, and for the best order its votes at that moment. Comments that arrive later do not move it.
/// </summary>
internal readonly record struct PageCursor(char Order, int Number, int Up, int Down)
{
    public const char Oldest = 'o';
    public const char Newest = 'n';
    public const char Best = 'b';
    public const char Replies = 'r';

    public override string ToString() => Order == Best
        ? string.Create(CultureInfo.InvariantCulture, $"{Order}{Number}-{Up}-{Down}")
        : string.Create(CultureInfo.InvariantCulture, $"{Order}{Number}");

    /// <summary>Reads a cursor of the order expected; null for anything else.</summary>
    public static PageCursor? Parse(string? text, char order)
    {
        if (text is null || text.Length < 2 || text[0] != order) return null;
        var parts = text[1..].Split('-');
        if (parts.Length != (order == Best ? 3 : 1)) return null;
        Span<int> numbers = stackalloc int[3];
        for (var i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return null;
        return new(order, numbers[0], numbers[1], numbers[2]);
    }
}
