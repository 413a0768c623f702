namespace OrleansNews.Storage.Text;

/// <summary>A <see cref="SqliteTextIndex"/> could not do what it was asked: the disk is full, the folder is read-only, or the file is damaged.</summary>
public sealed class TextIndexUnavailableException(string message, bool isDamaged, Exception inner) : Exception(message, inner)
{
    /// <summary>Whether the file itself is wrong, so that only <see cref="SqliteTextIndex.ResetAsync"/> helps.</summary>
    public bool IsDamaged => isDamaged;
}
