namespace OrleansNews.Moderation;

/// <summary>An entry of the moderation log with the story it is about.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Title">The headline; empty for a story that is not published.</param>
/// <param name="Path">Its address; empty for a story that is not published.</param>
public sealed record LogItem(LogEntry Entry, string Title, string Path)
{
    /// <summary>Whether it is about a story.</summary>
    public bool HasStory => Entry.Article.IsValid;

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Entry.Place.Milliseconds);
}
