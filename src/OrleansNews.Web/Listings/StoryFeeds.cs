using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>Makes feeds of stories. Each story is asked itself, so that a withdrawn one is in no feed, whatever its listing knows by now.</summary>
internal sealed class StoryFeeds(IClusterClient cluster, KnownListings names, ListingExtents extents, TagNames tags, StoryReader stories, SiteFrames frames, IOptions<ReadOptions> options)
{
    /// <summary>Stories in a feed: WordPress's default.</summary>
    private const int Items = 10;

    /// <summary>How a feed is answered to everybody who found the site at <paramref name="asked"/>.</summary>
    public IPageSource At(ListingAddress source, FeedFormat format, string asked) => FeedDocument.Of(format, () => ReadAsync(source, format, asked));

    // Null when nothing was ever listed there. The site's own feed is always there.
    private async Task<Feed?> ReadAsync(ListingAddress source, FeedFormat format, string asked)
    {
        var frame = await frames.GetAsync();
        if (!await names.MayExistAsync(source) || !await extents.MayReachAsync(source, frame.Dates, 1, Items)) return null;
        var listing = await cluster.GetGrain<IListingGrain>(source.Key).ReadAsync(source.Query(frame.Dates, 1, Items)).WaitAsync(options.Value.Deadline);
        if (listing.Items.IsEmpty && source.Kind != ListingKind.Front) return null;
        var origin = PublicAddress.Of(frame.Settings, asked);
        var items = await Task.WhenAll(listing.Items.Select(entry => ReadItemAsync(entry, origin, format)));
        var heading = ListingHeadings.Of(source, listing.Items, frame, await tags.FindAsync(source, listing.Items));
        return new()
        {
            Title = heading.Length > 0 ? $"{heading} – {frame.Settings.Title}" : frame.Settings.Title,
            Subtitle = frame.Settings.Tagline,
            Link = origin + Urls.Encode(source.Path),
            Self = origin + Urls.Feed(source.Path, format == FeedFormat.Atom),
            Language = frame.Settings.Language,
            Publisher = frame.Settings.Title,
            UpdatedAt = UpdatedAt(listing),
            Version = listing.Version,
            Items = [.. items.OfType<FeedItem>()],
        };
    }

    // A head that an older build wrote does not say when it changed.
    private static DateTimeOffset UpdatedAt(ListingPage listing) =>
        listing.ChangedAt > DateTimeOffset.UnixEpoch ? listing.ChangedAt : listing.Items.Select(entry => entry.UpdatedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    private async Task<FeedItem?> ReadItemAsync(ListingEntry entry, string origin, FeedFormat format)
    {
        var asked = CountAsync(entry.Article);
        var story = await stories.ReadAsync(entry.Article);
        var comments = await asked;
        if (story is not { Status: ArticleStatus.Published }) return null;
        var link = origin + Urls.Encode(story.Path);
        return new()
        {
            Title = story.Title,
            Link = link,
            Id = FeedIds.Of(story.Id, origin),
            PublishedAt = story.PublishedAt,
            UpdatedAt = story.UpdatedAt,
            Authors = [.. story.Authors.Select(author => author.Name)],
            Categories = [.. Terms(story).Select(term => term.Name)],
            Summary = story.Excerpt.Length > 0 ? story.Excerpt : entry.Excerpt,
            Html = CompleteAddresses.In(story.Html, origin, link),
            Conversation = new(link + (comments is 0 ? "#respond" : "#comments"), origin + Urls.Feed(story.Path, format == FeedFormat.Atom), comments),
        };
    }

    private static IEnumerable<Term> Terms(PublishedArticle story) => story.Section is { } section ? story.Tags.Prepend(section) : story.Tags;

    // A feed can do without the number; it cannot do without its stories.
    private async Task<int?> CountAsync(ArticleId story)
    {
        try
        {
            return (await cluster.GetGrain<ICommentThreadGrain>(story.Value).GetVersionAsync(default).WaitAsync(options.Value.Deadline)).Total;
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return null;
        }
    }
}
