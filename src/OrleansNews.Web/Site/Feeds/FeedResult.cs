namespace OrleansNews.Site.Feeds;

/// <summary>Answers with a feed, or with 304 to a reader that has it already.</summary>
internal sealed class FeedResult(Feed feed, FeedFormat format) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (bytes, type) = format switch
        {
            FeedFormat.Atom => (AtomWriter.Write(feed), "application/atom+xml; charset=utf-8"),
            _ => (RssWriter.Write(feed), "application/rss+xml; charset=utf-8"),
        };
        return new DocumentResult(bytes, type, feed.UpdatedAt).ExecuteAsync(httpContext);
    }
}
