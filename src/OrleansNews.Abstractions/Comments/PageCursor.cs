using System.Globalization;

namespace OrleansNews.Comments;

/// <summary>
/// Where a page ended: the last conversation (or direct reply) on it, and for the best order its votes at that moment. Comments that arrive later do not move it.
/// </summary>
/// <param name="Order">Which order it belongs to: one of the constants.</param>
/// <param name="Number">The number of the comment in its thread, 1 to <see cref="CommentId.MaxNumber"/>.</param>
/// <param name="Up">Votes for it; 0 in every order but <see cref="Best"/>.</param>
/// <param name="Down">Votes against it; 0 in every order but <see cref="Best"/>.</param>
public readonly record struct PageCursor(char Order, int Number, int Up, int Down)
{
    /// <summary>Of conversations, <see cref="ThreadOrder.Oldest"/>.</summary>
    public const char Oldest = 'o';

    /// <summary>Of conversations, <see cref="ThreadOrder.Newest"/>.</summary>
    public const char Newest = 'n';

    /// <summary>Of conversations, <see cref="ThreadOrder.Best"/>.</summary>
    public const char Best = 'b';

    /// <summary>Of the replies below one comment.</summary>
    public const char Replies = 'r';

    /// <summary>Of the replies below one comment, beginning with the one named instead of behind it.</summary>
    public const char RepliesFrom = 'f';

    /// <inheritdoc/>
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
        return numbers[0] is >= 1 and <= CommentId.MaxNumber ? new(order, numbers[0], numbers[1], numbers[2]) : null;
    }

    /// <summary>Whether the query's cursor is one of its order, or there is none: a thread reads from the beginning for any other text.</summary>
    public static bool Fits(ThreadPageQuery query) =>
        string.IsNullOrEmpty(query.Cursor) || Parse(query.Cursor, OrderOf(query)) is not null ||
        (query.Root is not null && Parse(query.Cursor, RepliesFrom) is not null);

    private static char OrderOf(ThreadPageQuery query) => query switch
    {
        { Root: not null } => Replies,
        { Order: ThreadOrder.Newest } => Newest,
        { Order: ThreadOrder.Best } => Best,
        _ => Oldest,
    };
}
