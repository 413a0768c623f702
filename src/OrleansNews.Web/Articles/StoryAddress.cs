using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
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
        return below.Groups["feed"].Value switch
        {
            "" => new(path, null, null, path),
            "/feed/atom" => new(path, null, FeedFormat.Atom, path + "feed/atom/"),
            _ => new(path, null, FeedFormat.Rss, path + "feed/"),
        };
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

    [GeneratedRegex(@"^(?<story>/.*?)(/comment-page-(?<page>[0-9]{1,9})|(?<changes>/what-changed)|(?<feed>/feed(/(atom|rss|rss2|rdf))?))?/?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Below();
}
