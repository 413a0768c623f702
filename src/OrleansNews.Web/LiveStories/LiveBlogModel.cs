using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.LiveStories;

/// <summary>The entries of a live story, as its page shows them.</summary>
/// <param name="Story">The story.</param>
/// <param name="Entries">The entries.</param>
/// <param name="Query">What was asked for.</param>
/// <param name="Dates">How the newspaper writes dates.</param>
/// <param name="Texts">Its words.</param>
public sealed record LiveBlogModel(PublishedArticle Story, LiveEntries Entries, LiveEntriesQuery Query, SiteDates Dates, SiteTexts Texts)
{
    /// <summary>What is pinned stands above, on the first page, and not in its place as well: an id stands on a page once.</summary>
    public IEnumerable<LiveEntry> InPlace => Entries.Items.Where(entry => !Entries.Pinned.Any(pinned => pinned.Number == entry.Number));

    /// <summary>Where the page goes on; null when it is the last.</summary>
    public string? Next => Entries.HasMore ? LiveStoryPaths.Beyond(Story.Path, Query.OldestFirst, Entries.Items[^1].Number) : null;

    public LiveEntryModel Of(LiveEntry entry) => new(entry, Story.Path, Dates, Texts, Entries.Story.Pinned.Contains(entry.Number));

    /// <summary>Whether it goes on, and how much there is, in a line.</summary>
    public static string StateOf(LiveStoryView story, SiteTexts texts, SiteDates dates) => story.EndedAt is { } ended
        ? texts.LiveHasEnded(texts.DateAndTime(dates.Date(ended), dates.Time(ended)))
        : texts.LiveEntries(story.Count);
}
