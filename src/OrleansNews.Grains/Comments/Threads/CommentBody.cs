namespace OrleansNews.Comments.Threads;

/// <summary>What the index does not hold of a comment.</summary>
internal sealed record CommentBody(string Author, string Url, string Text, long PostedAt, long? EditedAt)
{
    /// <summary>What could not be read.</summary>
    public static CommentBody Damaged { get; } = new("", "", "", 0, null);

    public bool IsDamaged => ReferenceEquals(this, Damaged);

    public int Cost => 2 * (Author.Length + Url.Length + Text.Length) + 150;
}
