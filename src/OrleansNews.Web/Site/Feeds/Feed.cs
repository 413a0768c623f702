namespace OrleansNews.Site.Feeds;

/// <summary>A feed, whatever its format. Addresses are complete.</summary>
internal sealed record Feed
{
    public required string Title { get; init; }

    public string Subtitle { get; init; } = "";

    /// <summary>The page that the feed follows.</summary>
    public required string Link { get; init; }

    /// <summary>The feed's own address.</summary>
    public required string Self { get; init; }

    /// <summary>A BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The version of the listing that it follows; 0 when it follows none.</summary>
    public long Version { get; init; }

    /// <summary>When something in it changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who speaks where an item names nobody.</summary>
    public required string Publisher { get; init; }

    /// <summary>Newest first.</summary>
    public required ImmutableArray<FeedItem> Items { get; init; }
}
