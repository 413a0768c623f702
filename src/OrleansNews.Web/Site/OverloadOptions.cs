namespace OrleansNews.Site;

/// <summary>
/// How much a front end works on at once (section <c>Overload</c>). What comes on top is answered 503 at once, instead of making everybody wait. Pages that are served from memory
/// and live feeds take no place. Readers, those who write and the newsroom have places of their own, so that none of them can take those of the others.
/// </summary>
public sealed class OverloadOptions
{
    internal const string Section = "Overload";

    /// <summary>Requests of readers, 1 to 1,000,000: pages that have to be checked or made, and the reading part of the API. More answers 503. Default: 2,000.</summary>
    public int ReadsAtOnce { get; set; } = 2_000;

    /// <summary>Requests that write, 1 to 1,000,000: comments, votes, flags, attempts to sign in. More answers 503. Default: 4,000.</summary>
    public int WritesAtOnce { get; set; } = 4_000;

    /// <summary>Requests to the newsroom and to the operators' pages, 1 to 1,000,000. More answers 503. Default: 500.</summary>
    public int NewsroomAtOnce { get; set; } = 500;

    /// <summary>
    /// Comments, edits of them, votes and flags under one story, 1 to 1,000,000; a fraction of <see cref="WritesAtOnce"/>, so that a story that is flooded leaves room for all others. More answers 503, with the form as
    /// it was filled in. Default: 1,000.
    /// </summary>
    public int CommentsAtOncePerStory { get; set; } = 1_000;
}
