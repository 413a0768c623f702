namespace OrleansNews.Site.Feeds;

/// <summary>The formats that feeds are written in.</summary>
internal enum FeedFormat
{
    /// <summary>RSS 2.0, WordPress's default.</summary>
    Rss,

    /// <summary>Atom 1.0 (RFC 4287).</summary>
    Atom,
}
