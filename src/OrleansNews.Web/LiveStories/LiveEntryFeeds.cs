using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.LiveStories;

/// <summary>Makes the feed of a live story's entries, the newest first whatever the page's order.</summary>
internal sealed class LiveEntryFeeds(LiveEntryReader entries, SiteFrames frames)
{
    /// <summary>More than a feed of stories has: an evening's entries come faster than programs ask.</summary>
    private const int Items = 50;

    /// <summary>The feed; null when readers see no entries of the story.</summary>
    public async Task<Feed?> ReadAsync(PublishedArticle story, FeedFormat format, string asked)
    {
        if (story.Live == LiveOrder.None || await entries.ReadAsync(story.Id, new(OldestFirst: false, 0, Items)) is not { } newest) return null;
        var settings = await frames.GetSettingsAsync();
        var origin = PublicAddress.Of(settings, asked);
        return new()
        {
            Title = $"{story.Title} – {settings.Title}",
            Subtitle = story.Excerpt,
            Link = origin + Urls.Encode(story.Path),
            Self = origin + Urls.Feed(LiveStoryPaths.Entries(story.Path), format == FeedFormat.Atom),
            Language = settings.Language,
            Publisher = settings.Title,
            UpdatedAt = newest.Story.ChangedAt ?? story.PublishedAt,
            Version = newest.Story.Version,
            Items = [.. newest.Items.Select(entry => ItemOf(entry, story, origin))],
        };
    }

    private static FeedItem ItemOf(LiveEntry entry, PublishedArticle story, string origin)
    {
        var link = origin + Urls.Encode(LiveStoryPaths.Entry(story.Path, entry.Number));
        return new()
        {
            Title = LiveEntryPageModel.TitleOf(entry, story),
            Link = link,
            // The story's own with its number: it stays when the story moves.
            Id = $"{FeedIds.Of(story.Id, origin)}#{LiveStoryPaths.Anchor(entry.Number)}",
            PublishedAt = entry.At,
            UpdatedAt = entry.EditedAt ?? entry.At,
            Authors = entry.By.Length > 0 ? [entry.By] : [],
            Summary = entry.Summary,
            Html = CompleteAddresses.In(entry.Html, origin, link),
        };
    }
}
