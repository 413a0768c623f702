namespace OrleansNews.Comments;

/// <summary>Whether readers see a comment, and if not, why. Stored; never renumber.</summary>
public enum CommentStatus : byte
{
    /// <summary>Everybody sees it.</summary>
    Approved = 1,

    /// <summary>Waits for a moderator; only its author sees a preview.</summary>
    Held = 2,

    /// <summary>A moderator or rule called it spam.</summary>
    Spam = 3,

    /// <summary>Removed; can be restored.</summary>
    Trash = 4,

    /// <summary>The person's data was erased; name and text are gone for good.</summary>
    Erased = 5,
}
