namespace OrleansNews.Comments;

/// <summary>Where a comment came from, as one text to seal: the network address, a line end, the user agent.</summary>
internal static class CommentOriginText
{
    public static string Join(string address, string userAgent) => $"{address}\n{userAgent}";

    public static CommentOrigin Split(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? new(text, "") : new(text[..end], text[(end + 1)..]);
    }
}
