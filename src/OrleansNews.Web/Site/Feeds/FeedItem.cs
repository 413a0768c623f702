namespace OrleansNews.Site.Feeds;

/// <summary>A story or a comment in a feed. Addresses are complete.</summary>
internal sealed record FeedItem
{
    public required string Title { get; init; }

    public required string Link { get; init; }

    /// <summary>What names it for ever, whatever becomes of its address.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required ImmutableArray<string> Authors { get; init; }

    /// <summary>Names of section and tags.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>The beginning as plain text.</summary>
    public required string Summary { get; init; }

    /// <summary>All of it, as HTML whose addresses are complete.</summary>
    public required string Html { get; init; }

    /// <summary>The conversation below a story; null for a comment.</summary>
    public FeedConversation? Conversation { get; init; }

    /// <summary>What a comment replies to; null for a story, and for a comment that begins a conversation.</summary>
    public FeedReply? InReplyTo { get; init; }
}

/// <summary>Where the comments of a story are.</summary>
/// <param name="Link">The page.</param>
/// <param name="Feed">The feed, in the format of the feed that the item is in.</param>
/// <param name="Count">How many; null when that is not known at the moment.</param>
internal sealed record FeedConversation(string Link, string Feed, int? Count);

/// <summary>The comment that another one replies to (RFC 4685).</summary>
/// <param name="Id">Its <see cref="FeedItem.Id"/>.</param>
/// <param name="Link">Its address.</param>
internal sealed record FeedReply(string Id, string Link);
