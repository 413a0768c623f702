namespace OrleansNews.Comments.Threads;

/// <summary>The kinds of events, as stored.</summary>
internal static class EventKind
{
    public const string Posted = "p";
    public const string Edited = "e";
    public const string Decided = "d";
    public const string Flagged = "f";
    public const string Closed = "c";
    public const string Opened = "o";
    public const string Erased = "x";
}
