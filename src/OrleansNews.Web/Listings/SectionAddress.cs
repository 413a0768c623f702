using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>The address of a section below another one, taken apart.</summary>
/// <param name="Path">The path of the section.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Feed">The format of the feed that is asked for; null for a page.</param>
internal sealed partial record SectionAddress(string Path, int Page, FeedFormat? Feed)
{
    /// <summary>The canonical form of the whole address.</summary>
    public string Canonical => Feed switch
    {
        FeedFormat.Rss => $"/category/{Path}/feed/",
        FeedFormat.Atom => $"/category/{Path}/feed/atom/",
        _ => ListingAddress.Category(Path).PathOf(Page),
    };

    /// <summary>Takes apart what stands behind <c>/category/</c>; null when no section can have it, so that none of those asks a grain.</summary>
    public static SectionAddress? Of(string rest)
    {
        var found = Form().Match(rest);
        var path = found.Groups["path"].Value;
        if (!found.Success || !Slugs.IsValidPath(path)) return null;
        var page = 1;
        if (found.Groups["page"] is { Success: true, Value: var digits } && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page < 1)) return null;
        return new(path, page, found.Groups["feed"] switch
        {
            { Success: false } => null,
            { Value: "feed/atom" } => FeedFormat.Atom,
            _ => FeedFormat.Rss,
        });
    }

    [GeneratedRegex("^(?<path>.+?)(/page/(?<page>[0-9]{1,9})|/(?<feed>" + FeedRoutes.Ending + "))?/?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
