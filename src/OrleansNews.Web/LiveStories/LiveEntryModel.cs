using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.LiveStories;

/// <summary>One entry, as pages and the live feed show it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="StoryPath">The path of its story.</param>
/// <param name="Dates">How the newspaper writes dates.</param>
/// <param name="Texts">Its words.</param>
/// <param name="IsPinned">Whether it stands above all others.</param>
public sealed record LiveEntryModel(LiveEntry Entry, string StoryPath, SiteDates Dates, SiteTexts Texts, bool IsPinned);
