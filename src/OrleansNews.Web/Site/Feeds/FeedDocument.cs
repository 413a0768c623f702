namespace OrleansNews.Site.Feeds;

/// <summary>A feed as a document that is kept.</summary>
internal static class FeedDocument
{
    /// <summary>The source of a feed, which is made anew when it is asked for a second later, and is another document only when it says something else.</summary>
    /// <param name="format">The format.</param>
    /// <param name="readAsync">Reads it; null when there is none.</param>
    /// <param name="showsComments">Whether comments of any story may be in it.</param>
    public static IPageSource Of(FeedFormat format, Func<Task<Feed?>> readAsync, bool showsComments = false) => new DocumentSource(
        async (_, known) => await readAsync() is { } feed ? Edition(feed, format, known) : new PageMissing(StatusCodes.Status404NotFound), showsComments);

    /// <summary>The document of a feed.</summary>
    public static PageAnswer Edition(Feed feed, FeedFormat format, PageEdition? known)
    {
        var (bytes, type) = format switch
        {
            FeedFormat.Atom => (AtomWriter.Write(feed), "application/atom+xml; charset=utf-8"),
            _ => (RssWriter.Write(feed), "application/rss+xml; charset=utf-8"),
        };
        return DocumentSource.Edition(known, new(PageVersion.ThisBuild, 0, 0, feed.Version), bytes, type, feed.UpdatedAt);
    }
}
