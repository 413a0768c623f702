namespace OrleansNews.Live;

/// <summary>A comment that was posted, edited or decided about. Without <paramref name="Html"/> readers may not see it (any more).</summary>
internal sealed record LiveComment(long Id, long? Parent = null, string? Html = null);

/// <summary>Whether the thread takes comments.</summary>
internal sealed record LiveOpen(bool Open);

/// <summary>How many comments there are, in a number and in the words of the heading.</summary>
internal sealed record LiveCount(int Total, string Heading);

/// <summary>Votes that changed.</summary>
internal sealed record LiveVotes(IReadOnlyList<LiveVote> Votes);

/// <summary>The votes on one comment.</summary>
internal sealed record LiveVote(long Id, int Up, int Down);

/// <summary>How many people have the story open.</summary>
internal sealed record LiveReaders(int Readers);

/// <summary>The story's revision; with its element, as the page shows it, when it has just changed.</summary>
internal sealed record LiveArticle(long Revision, string Status, string? Title = null, string? Excerpt = null, string? Html = null, DateTimeOffset? Updated = null);

/// <summary>Where to begin anew: what the reader has does not connect to what the feed has.</summary>
internal sealed record LiveReset(string Position);
