namespace OrleansNews.Moderation;

/// <summary>A comment that a queue names: its thread says whether it still stands there.</summary>
/// <param name="Id">The comment.</param>
/// <param name="After">The cursor behind it.</param>
internal readonly record struct Candidate(CommentId Id, string After)
{
    public static Candidate Of(QueuePlace place) => new(place.Id, DeskCursor.Of(place));
}
