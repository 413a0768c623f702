using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.LiveStories;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Articles;

/// <summary>An address that a story may have, taken apart.</summary>
/// <param name="Path">The canonical path of the story that is meant.</param>
/// <param name="Page">The page of comments; null for the story itself.</param>
/// <param name="Feed">The format of the feed that is asked for; null for a page.</param>
/// <param name="Canonical">The canonical form of the whole address.</param>
internal sealed partial record StoryAddress(string Path, int? Page, FeedFormat? Feed, string Canonical)
{
    /// <summary>Whether what its corrections changed is asked for.</summary>
    public bool IsChanges { get; private init; }

    /// <summary>Whether entries of a live story are asked for: those of <see cref="Feed"/>, the one of <see cref="Entry"/>, or those behind it.</summary>
    public bool IsLive { get; private init; }

    /// <summary>The number of an entry; 0 when none is named.</summary>
    public long Entry { get; private init; }

    /// <summary>In which direction entries behind <see cref="Entry"/> are asked for; null for the entry itself.</summary>
    public bool? OldestFirst { get; private init; }

    private static readonly ConcurrentDictionary<string, PermalinkPattern> Patterns = new(StringComparer.Ordinal);

    /// <summary>The path of a page of comments.</summary>
    public static string CommentPage(string path, int page) => string.Create(CultureInfo.InvariantCulture, $"{path}comment-page-{page}/");

    /// <summary>Recognises the address of a story by the patterns that are or were in use; null for every other, so that none of those asks a grain.</summary>
    public static StoryAddress? Of(string requested, SiteSettings settings)
    {
        var below = Below().Match(requested);
        var story = below.Groups["story"].Value + "/";
        if (!below.Success || Recognise(story, settings) is not { } path) return null;
        if (below.Groups["page"] is { Success: true, Value: var digits })
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? new(path, page, null, CommentPage(path, page)) : null;
        if (below.Groups["changes"].Success) return new(path, null, null, path + "what-changed/") { IsChanges = true };
        if (below.Groups["entry"] is { Success: true, Value: var number }) return OfEntry(path, number, below.Groups["direction"].Value);
        if (below.Groups["entries"].Success)
        {
            var isAtom = below.Groups["entries"].Value == "/entries/feed/atom";
            return new(path, null, isAtom ? FeedFormat.Atom : FeedFormat.Rss, path + (isAtom ? "entries/feed/atom/" : "entries/feed/")) { IsLive = true };
        }

        return below.Groups["feed"].Value switch
        {
            "" => new(path, null, null, path),
            "/feed/atom" => new(path, null, FeedFormat.Atom, path + "feed/atom/"),
            _ => new(path, null, FeedFormat.Rss, path + "feed/"),
        };
    }

    private static StoryAddress? OfEntry(string path, string digits, string direction)
    {
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return null;
        bool? oldestFirst = direction.Length == 0 ? null : direction == "after";
        var canonical = oldestFirst is { } order ? LiveStoryPaths.Beyond(path, order, number) : LiveStoryPaths.Entry(path, number);
        return new(path, null, null, canonical) { IsLive = true, Entry = number, OldestFirst = oldestFirst };
    }

    private static string? Recognise(string path, SiteSettings settings)
    {
        if (Permalinks.IsReserved(path)) return null;
        if (PatternOf(settings.Permalinks).Recognise(path) is { } present) return present;
        foreach (var former in settings.FormerPermalinks.IsDefault ? [] : settings.FormerPermalinks)
        {
            if (PatternOf(former).Recognise(path) is { } past) return past;
        }

        return null;
    }

    // Bounded by what staff ever set.
    private static PermalinkPattern PatternOf(string text) => Patterns.GetOrAdd(text, PermalinkPattern.Of);

    [GeneratedRegex(@"^(?<story>/.*?)(/comment-page-(?<page>[0-9]{1,9})|(?<changes>/what-changed)|/entr(y|ies-(?<direction>before|after))-(?<entry>[0-9]{1,9})|(?<entries>/entries/" + FeedRoutes.Ending + ")|(?<feed>/" + FeedRoutes.Ending + "))?/?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Below();
}
